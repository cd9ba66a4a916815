import elements from '../../dist/convlens.js?raw';
import packedPlotly from '../../dist/plotly.packed.txt?raw';
import { scriptHash } from './content-policy.js';

export interface ReportScripts {
  readonly markup: string;
  /** Of every script that runs. */
  readonly hashes: readonly string[];
}

/**
 * Unpacks plotly and then starts the elements, so that every chart finds it. Where a browser cannot unpack it (no
 * DecompressionStream) the elements start all the same, and show what stands in for the charts.
 */
const START = `(async () => {
  const textOf = (id) => document.getElementById(id).textContent.trim();
  const run = (text) => document.body.append(Object.assign(document.createElement('script'), { textContent: text }));
  try {
    const bytes = Uint8Array.from(atob(textOf('convlens-plotly')), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    run(await new Response(unpacked).text());
    dispatchEvent(new Event('convlens-plotly'));
  } finally {
    run(textOf('convlens-elements'));
  }
})();`;

/** The scripts of a report: the elements, and plotly (packed) where the page draws a chart. */
export function reportScripts(hasCharts: boolean): ReportScripts {
  const script = scriptSafe(elements.trim());
  if (!hasCharts) return { markup: `<script>${script}</script>`, hashes: [scriptHash(script)] };
  const [plotlyHash, packed] = packedPlotly.split('\n');
  return {
    markup: [
      `<script type="text/plain" id="convlens-plotly">${packed}</script>`,
      `<script type="text/plain" id="convlens-elements">${script}</script>`,
      `<script>${START}</script>`,
    ].join('\n'),
    hashes: [scriptHash(START), scriptHash(script), plotlyHash],
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
