import { formatNumber, formatShare, type TrainingDocument } from '../../src/document/index.js';
import type { Chart } from '../chart/chart.js';

export type Measure = 'error' | 'loss';

/** Plotly itself writes 20 and 0.2 as a bare 2. */
const TICKS = [-4, -3, -2, -1, 0, 1, 2].flatMap((power) => [1, 2, 5].map((step) => step * 10 ** power));
const MARKS = ['circle', 'square', 'diamond', 'triangle-up', 'x'];

/** Learning curves: test solid and named at its end, training dotted, on a logarithmic axis since the last tenths count. */
export function curvesChart(networks: TrainingDocument['result']['networks'], measure: Measure): Chart {
  return (theme) => {
    const traces = networks.flatMap(({ name, epochs }, i) => {
      const x = epochs.map(({ epoch }) => epoch);
      const color = theme.series[i % theme.series.length];
      const read = (loss: number, accuracy: number) => (measure === 'loss' ? loss : 100 * (1 - accuracy));
      const format = (value: number) => (measure === 'loss' ? formatNumber(value) : formatShare(value / 100));
      const trace = (what: string, y: readonly number[], dash: string) => ({
        type: 'scatter',
        mode: dash === 'dot' ? 'lines' : 'lines+markers',
        x,
        y,
        line: { color, dash, width: dash === 'dot' ? 1.25 : 2 },
        marker: { color, size: 6, symbol: MARKS[i % MARKS.length] },
        hovertext: y.map((value, j) => `${name}, ${what}, epoch ${x[j]}: ${format(value)}`),
        hoverinfo: 'text',
      });
      return [
        trace(
          'training',
          epochs.map(({ loss, accuracy }) => read(loss, accuracy)),
          'dot',
        ),
        trace(
          'test',
          epochs.map(({ testLoss, testAccuracy }) => read(testLoss, testAccuracy)),
          'solid',
        ),
      ];
    });
    return { data: traces, layout: layoutOf(traces, networks, measure, theme.ink) };
  };
}

function layoutOf(
  traces: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[],
  networks: TrainingDocument['result']['networks'],
  measure: Measure,
  ink: string,
): Record<string, unknown> {
  const names = networks.flatMap(({ name }, i) => {
    const { x, y } = traces[2 * i + 1];
    if (!x.length) return [];
    const place = { x: x[x.length - 1], y: Math.log10(Math.max(1e-6, y[y.length - 1])) };
    return [
      {
        ...place,
        text: name.replaceAll('<', '&lt;'),
        showarrow: false,
        xanchor: 'left',
        xshift: 8,
        font: { color: ink },
      },
    ];
  });
  const last = Math.max(1, ...networks.map(({ epochs }) => epochs.at(-1)?.epoch ?? 1));
  const longest = Math.max(0, ...networks.map(({ name }) => name.length));
  const title = measure === 'loss' ? 'loss (log)' : 'images it gets wrong, % (log)';
  return {
    margin: { l: 52, r: 24 + 7 * Math.min(16, longest), t: 12, b: 44 },
    annotations: names,
    xaxis: {
      title: { text: 'epoch' },
      showgrid: false,
      dtick: Math.ceil(last / 10),
      tickangle: 0,
      range: [0.7, last + 0.2],
    },
    yaxis: {
      title: { text: title },
      type: 'log',
      tickmode: 'array',
      tickvals: TICKS,
      ticktext: TICKS.map(formatNumber),
    },
  };
}
