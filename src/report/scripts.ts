import { plotly, runner } from 'convlens/carried';
import elements from '../../dist/convlens.js?raw';
import type { LiveModel } from '../document/live-model.js';
import { scriptHash } from './content-policy.js';
import { packedScript } from './packed-script.js';

export interface ReportScripts {
  readonly markup: string;
  /** Of every script that runs. */
  readonly hashes: readonly string[];
}

/**
 * Unpacks what the elements need and then starts them, so that every chart finds plotly; the runner of classifiers comes after,
 * and says when it is there. Where a browser cannot unpack (no DecompressionStream) the elements start all the same, and show
 * what stands in for charts.
 */
const START = `(async () => {
  const textOf = (id) => document.getElementById(id)?.textContent.trim();
  const run = (text) => document.body.append(Object.assign(document.createElement('script'), { textContent: text }));
  const unpack = async (id) => {
    const packed = textOf(id);
    if (!packed) return;
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    run(await new Response(unpacked).text());
  };
  if (!self.DecompressionStream) return run(textOf('convlens-elements'));
  await unpack('convlens-plotly');
  run(textOf('convlens-elements'));
  await unpack('convlens-runner');
})();`;

/** What a page carries beside its elements. */
export interface Carried {
  /** Whether it draws a chart: then plotly. */
  readonly charts: boolean;
  /** The classifiers that it can run: then what runs them. */
  readonly live: readonly LiveModel[];
}

/** The scripts of a report: the elements, and packed what only some pages need. */
export function reportScripts({ charts, live }: Carried): ReportScripts {
  const script = scriptSafe(elements.trim());
  const carried = [
    ...(charts ? [{ id: 'plotly', ...plotly }] : []),
    ...(live.length ? [{ id: 'runner', ...runner }] : []),
  ];
  if (carried.length === 0) return { markup: `<script>${script}</script>`, hashes: [scriptHash(script)] };
  return {
    markup: [
      ...carried.map(({ id, packed }) => `<script type="text/plain" id="convlens-${id}">${packed}</script>`),
      ...live.map((model) => packedScript(JSON.stringify(model), ' class="convlens-live"')),
      `<script type="text/plain" id="convlens-elements">${script}</script>`,
      `<script>${START}</script>`,
    ].join('\n'),
    hashes: [scriptHash(START), scriptHash(script), ...carried.map(({ hash }) => hash)],
  };
}

/** JSON that can stand in a script element: nothing in it can end the element. */
export function jsonSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** In code, the only places where these can stand are texts and patterns, where a backslash changes nothing. */
function scriptSafe(script: string): string {
  return script.replace(/<(?=\/script|!--)/gi, '\\x3c');
}
