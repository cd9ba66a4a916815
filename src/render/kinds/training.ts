import { finding } from '../../document/finding.js';
import { formatNumber, formatShare } from '../../document/format.js';
import type { TrainingDocument } from '../../document/kinds/training.js';
import { type StaticPicture, staticPicture } from '../static-picture.js';
import { element, INK, line, MUTED, type Svg, text } from '../svg.js';

type Network = TrainingDocument['result']['networks'][number];

const PLOT = { left: 52, top: 22, width: 400, height: 220 };
/** Told apart without hue: by dashes, and by a label at the end of each line. */
const DASHES = [undefined, '6 4', '2 4', '10 3 2 3'];

/** Accuracy on the test examples after each epoch, one line a network, labelled at its end. */
export function trainingPicture(document: TrainingDocument): StaticPicture {
  const { networks } = document.result;
  const accuracies = networks.flatMap(({ epochs }) => epochs.map(({ testAccuracy }) => testAccuracy));
  const low = Math.min(0.99, ...accuracies.map((accuracy) => Math.floor(accuracy * 20) / 20));
  const last = Math.max(1, ...networks.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch)));
  const xOf = (epoch: number) => PLOT.left + (last > 1 ? ((epoch - 1) / (last - 1)) * PLOT.width : PLOT.width);
  const yOf = (accuracy: number) => PLOT.top + ((1 - accuracy) / (1 - low)) * PLOT.height;
  const bottom = PLOT.top + PLOT.height;
  const labels = spread(networks.map((network) => yOf(network.epochs.at(-1)?.testAccuracy ?? network.testAccuracy)));
  return staticPicture(660, bottom + 42, finding(document), [
    text(0, 12, 'accuracy on the test examples', { size: 12, fill: MUTED }),
    ...ticks(low).map((accuracy) => grid(accuracy, yOf(accuracy))),
    ...epochTicks(last).map((epoch) =>
      text(xOf(epoch), bottom + 18, String(epoch), { size: 12, fill: MUTED, anchor: 'middle' }),
    ),
    text(PLOT.left + PLOT.width / 2, bottom + 36, 'epoch', { size: 12, fill: MUTED, anchor: 'middle' }),
    ...networks.map((network, i) => curve(network, DASHES[i % DASHES.length], xOf, yOf)),
    ...networks.map((network, i) => endLabel(network, labels[i])),
  ]);
}

function curve(
  { epochs }: Network,
  dashes: string | undefined,
  xOf: (x: number) => number,
  yOf: (y: number) => number,
): Svg {
  const points = epochs.map(({ epoch, testAccuracy }) => `${xOf(epoch).toFixed(1)},${yOf(testAccuracy).toFixed(1)}`);
  return element('polyline', {
    points: points.join(' '),
    fill: 'none',
    stroke: INK,
    'stroke-width': 2,
    'stroke-dasharray': dashes,
    'stroke-linejoin': 'round',
  });
}

function endLabel({ name, testAccuracy, parameters }: Network, y: number): Svg {
  const x = PLOT.left + PLOT.width + 8;
  return (
    text(x, y + 2, `${name}, ${formatShare(testAccuracy)}`, { size: 13, bold: true, most: 26 }) +
    text(x, y + 16, `${formatNumber(parameters)} parameters`, { size: 12, fill: MUTED })
  );
}

function grid(accuracy: number, y: number): Svg {
  return (
    line(PLOT.left, y, PLOT.left + PLOT.width, y) +
    text(PLOT.left - 8, y + 4, formatShare(accuracy), { size: 12, fill: MUTED, anchor: 'end' })
  );
}

/** From `low` to 1, in steps of 1, 5 or 20 per cent. */
function ticks(low: number): number[] {
  const step = [0.01, 0.05, 0.2].find((candidate) => (1 - low) / candidate <= 6) ?? 0.2;
  return Array.from({ length: Math.floor((1 - low) / step + 1e-9) + 1 }, (_, i) => 1 - i * step);
}

function epochTicks(last: number): number[] {
  const step = Math.max(1, Math.ceil(last / 10));
  return Array.from({ length: Math.ceil(last / step) }, (_, i) => 1 + i * step);
}

/** Moves labels apart that would lie on one another, keeping their order. */
function spread(heights: readonly number[]): readonly number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const result = [...heights];
  for (let i = 1; i < order.length; i++) {
    result[order[i]] = Math.max(result[order[i]], result[order[i - 1]] + 36);
  }
  return result;
}
