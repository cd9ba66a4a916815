import type { Contrast, Row } from './score.js';

/** All that is said of one network. */
export interface NetworkFigures {
  readonly name: string;
  readonly cause: 'animal' | 'place';
  readonly scenes: number;
  readonly accuracy: number;
  readonly byAnimal: number;
  readonly bySnow: number;
  /** Mean share of the picture that the cause covers. */
  readonly chance: number;
  readonly rows: readonly Row[];
  /** Methods that could not serve, and why. */
  readonly leftOut: readonly { readonly method: string; readonly reason: string }[];
}

/** The tables as Markdown. */
export function tables(networks: readonly NetworkFigures[], contrasts: readonly Contrast[]): string {
  return [...networks.map(networkTable), contrastTable(contrasts)].join('\n\n');
}

function networkTable({ name, cause, scenes, chance, accuracy, byAnimal, bySnow, rows, leftOut }: NetworkFigures) {
  const intro = `**${name}: the true cause is the ${cause}**, ${percent(chance)} of the picture. ${scenes} scenes, ${percent(accuracy)} right. Of the variance of its logits ${percent(byAnimal)} goes with the animal, ${percent(bySnow)} with snow or no snow.`;
  const head = ['method', 'mass lift', '95 %', 'mass', 'rank', 'points at it', 'empty maps'];
  const lines = rows.map(({ title, lift, interval, mass, rank, hit, empty }) => [
    title,
    lift.toFixed(2),
    range(interval),
    percent(mass),
    percent(rank),
    percent(hit),
    String(empty),
  ]);
  const missing = leftOut.map(({ method, reason }) => `\n\nLeft out: ${method} (${reason}).`);
  return `${intro}\n\n${markdown(head, lines)}${missing.join('')}`;
}

function contrastTable(contrasts: readonly Contrast[]): string {
  const lines = contrasts.map(({ title, difference, interval }) => [title, difference.toFixed(2), range(interval)]);
  return `**The same scenes, two networks**: share of the evidence on the animal, fair minus biased.\n\n${markdown(['method', 'difference', '95 %'], lines)}`;
}

function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...lines.map(row)].join('\n');
}

const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
const range = ([low, high]: readonly [number, number]) => `${low.toFixed(2)} to ${high.toFixed(2)}`;
