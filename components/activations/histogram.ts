import { countOf, formatNumber } from '../../src/document/index.js';
import type { Chart } from '../chart/chart.js';

const BINS = 24;

export interface Histogram {
  readonly low: number;
  readonly step: number;
  readonly counts: readonly number[];
}

/** Counts the values in bins of equal width. */
export function histogram(values: ArrayLike<number>, bins = BINS): Histogram {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const step = (high - low) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) counts[Math.min(bins - 1, Math.floor((values[i] - low) / step))]++;
  return { low, step, counts };
}

/** How often a layer gives which value. Zeros are often nearly all: the axis of counts is logarithmic. */
export function histogramChart(values: ArrayLike<number>, title: string): Chart {
  const { low, step, counts } = histogram(values);
  const starts = counts.map((_, i) => low + i * step);
  return (theme) => ({
    data: [
      {
        type: 'bar',
        x: starts.map((start) => start + step / 2),
        y: counts,
        width: step * 0.94,
        marker: { color: theme.series[4] },
        hovertext: starts.map(
          (start, i) => `${formatNumber(start)} to ${formatNumber(start + step)}: ${countOf(counts[i], 'value')}`,
        ),
        hoverinfo: 'text',
      },
    ],
    layout: {
      margin: { l: 48, r: 8, t: 8, b: 40 },
      xaxis: { title: { text: title }, showgrid: false },
      yaxis: { title: { text: 'values (log)' }, type: 'log', dtick: 1 },
    },
  });
}
