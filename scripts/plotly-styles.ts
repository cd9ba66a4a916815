import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Plotly writes its style rules into the head of the page, where a shadow root does not see them, and not at all under a strict content
// security policy. This takes them out of the package: `npx tsx scripts/plotly-styles.ts` after plotly was updated.

/** The style rules in plotly's own script, for a chart in a shadow root; those of dialogs and notifiers are left out. */
export function plotlyStyles(): string {
  const source = readFileSync(createRequire(import.meta.url).resolve('plotly.js-basic-dist-min'), 'utf8');
  const table = source.match(/=(\{"X,X div":.*?\})[;,]/s)?.[1];
  if (!table) throw new Error('Cannot find the style rules in plotly.js-basic-dist-min: its form has changed');
  const rules = new Function(`return ${table}`)() as Record<string, string>;
  return Object.entries(rules)
    .filter(([selector]) => !/dialog|notifier|watermark/.test(selector))
    .map(([selector, body]) => `${selector.replaceAll('X', '.js-plotly-plot .plotly')}{${withoutPrefixes(body)}}`)
    .join('\n');
}

function withoutPrefixes(body: string): string {
  return body
    .replaceAll(/-(webkit|moz|ms|o)-[a-z-]+:[^;]*;/g, '')
    .replaceAll(/font-family:[^;]*;/g, '')
    .replaceAll('cursor:-webkit-grab;', '');
}

/** The text of `components/chart/plotly.styles.ts`. */
export function plotlyStylesModule(): string {
  return `import { css } from 'lit';

// Taken out of plotly.js (MIT) by scripts/plotly-styles.ts; not edited by hand.
export const plotlyRules = css\`
${plotlyStyles()}
\`;
`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../components/chart/plotly.styles.ts', import.meta.url), plotlyStylesModule());
}
