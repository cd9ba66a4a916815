import { elements, plotly, runner } from 'convlens/carried';
import type { LiveModel } from '../document/live-model.js';
import { scriptHash } from './content-policy.js';
import { packedScript } from './packed-script.js';

export interface ReportScripts {
  readonly markup: string;
  /** Of every script that runs. */
  readonly hashes: readonly string[];
}

/**
 * Unpacks the scripts that a page carries, one after the other: every chart finds plotly, and the runner of classifiers says when
 * it is there. Where a browser cannot unpack (no DecompressionStream: older than 2023) readers see what those without scripts see.
 */
const START = `(async () => {
  if (!self.DecompressionStream) return;
  for (const packed of document.querySelectorAll('script.convlens-packed')) {
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const textContent = await new Response(unpacked).text();
    document.body.append(Object.assign(document.createElement('script'), { textContent }));
  }
})();`;

/** What a page carries beside its elements. */
export interface Carried {
  /** Whether it draws a chart: then plotly. */
  readonly charts: boolean;
  /** The classifiers that it can run: then what runs them. */
  readonly live: readonly LiveModel[];
}

/** The scripts of a report: the elements, and what only some pages need. */
export function reportScripts({ charts, live }: Carried): ReportScripts {
  const carried = [
    ...(charts ? [{ id: 'plotly', ...plotly }] : []),
    { id: 'elements', ...elements },
    ...(live.length ? [{ id: 'runner', ...runner }] : []),
  ];
  return {
    markup: [
      ...live.map((model) => packedScript(JSON.stringify(model), ' class="convlens-live"')),
      ...carried.map(
        ({ id, packed }) => `<script type="text/plain" class="convlens-packed" id="convlens-${id}">${packed}</script>`,
      ),
      `<script>${START}</script>`,
    ].join('\n'),
    hashes: [scriptHash(START), ...carried.map(({ hash }) => hash)],
  };
}

/** JSON that can stand in a script element: nothing in it can end the element. */
export function jsonSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
