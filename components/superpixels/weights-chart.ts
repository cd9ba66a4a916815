import { formatSigned } from '../../src/document/index.js';
import type { Chart } from '../chart/chart.js';
import type { Region } from './evidence.js';

/** The weights of the regions as bars with their standard errors, the largest on top. */
export function weightsChart(regions: readonly Region[]): Chart {
  const names = regions.map(({ rank, side }) => `${rank} ${side}`);
  return (theme) => ({
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: regions.map(({ weight }) => weight),
        y: names,
        error_x: {
          type: 'data',
          array: regions.map(({ standardError }) => standardError ?? 0),
          color: theme.ink,
          thickness: 1,
          width: 3,
        },
        marker: {
          color: regions.map(({ weight }) => (weight < 0 ? theme.against : theme.for)),
          pattern: { shape: regions.map(({ weight }) => (weight < 0 ? '/' : '')), size: 5, solidity: 0.5 },
        },
        hovertext: regions.map(({ segment, weight }) => `segment ${segment}: ${formatSigned(weight)}`),
        hoverinfo: 'text',
      },
    ],
    layout: {
      xaxis: { title: { text: 'weight: against ← 0 → for' }, zeroline: true },
      yaxis: { autorange: 'reversed', showgrid: false, type: 'category', dtick: 1 },
    },
  });
}
