import { formatNumber, formatShare } from '../../src/document/index.js';
import { type DocumentCurves, lineOf } from '../../src/render/index.js';
import type { Chart } from '../chart/chart.js';

/** The curves of one name: each method's line, and in thin grey the same in random order. */
export function curvesChart(all: readonly DocumentCurves[], name: string): Chart {
  return (theme) => {
    const traces = all.flatMap(({ title, curves }, i) => {
      const curve = curves.find((each) => each.name === name);
      if (!curve) return [];
      const { colour, dashes } = lineOf(i);
      const hover = (scores: readonly number[], what: string) =>
        scores.map((score, j) => `${escaped(title)}${what}, ${formatShare(curve.shares[j])}: ${formatNumber(score)}`);
      const common = { type: 'scatter', mode: 'lines', x: curve.shares.map((share) => 100 * share), hoverinfo: 'text' };
      const random = curve.random && {
        ...common,
        y: curve.random.scores,
        line: { color: theme.ink, width: 1 },
        opacity: 0.35,
        hovertext: hover(curve.random.scores, ', random order'),
      };
      const own = {
        ...common,
        y: curve.scores,
        line: { color: colour, width: 2.25, dash: dashes.name },
        hovertext: hover(curve.scores, ''),
      };
      return random ? [random, own] : [own];
    });
    const what = name === 'deletion' ? 'hidden, most relevant first' : 'shown, most relevant first';
    return {
      data: traces,
      layout: {
        margin: { l: 44, r: 10, t: 8, b: 44 },
        xaxis: { title: { text: `% ${what}` }, showgrid: false, range: [0, 100], zeroline: false },
        yaxis: { title: { text: 'score' }, rangemode: 'tozero' },
      },
    };
  };
}

/** Plotly reads a little markup in texts. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
