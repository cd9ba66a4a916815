import { forward } from '../../src/network/forward.js';
import type { Network } from '../../src/network/network.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import { sizeOf } from '../../src/numeric/nd-array.js';
import type { CompactNode } from '../support/graph.js';
import { twoClasses } from './classifier.js';

/** A rule and its number, as `lrp` takes them. */
export interface SlowRule {
  readonly rule: 'epsilon' | 'gamma' | 'z-plus' | 'alpha-beta' | 'flat' | 'w-square' | 'box';
  readonly epsilon?: number;
  readonly gamma?: number;
  readonly alpha?: number;
  readonly low?: number;
  readonly high?: number;
}

/** One layer as a matrix `[out][in]` and a bias, whatever it is made of. */
export interface Matrix {
  readonly rows: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** Relevance of a chain of linear layers with rectifiers in between, each layer written out as a matrix. */
export async function slowRelevance(
  network: Network,
  image: NdArray,
  layers: readonly (readonly CompactNode[])[],
  { rule, target }: { readonly rule: SlowRule; readonly target: number },
): Promise<number[]> {
  const inputs: number[][] = [Array.from(image.data)];
  const matrices: Matrix[] = [];
  let shape: readonly number[] = image.shape.slice(1);
  for (const nodes of layers) {
    const matrix = await matrixOf(network, nodes, shape);
    const outputs = applied(matrix, inputs.at(-1) as number[]);
    matrices.push(matrix);
    inputs.push(outputs.map((value) => (nodes === layers.at(-1) ? value : Math.max(0, value))));
    shape = (network.nodes.find(({ name }) => name === nodes.at(-1)?.[0])?.shape ?? []) as readonly number[];
  }
  let relevance = (inputs.at(-1) as number[]).map((score, i) => (i === target ? score : 0));
  for (let i = matrices.length - 1; i >= 0; i--) {
    const here = rule.rule === 'box' && i > 0 ? { rule: 'z-plus' as const } : rule;
    relevance = through(matrices[i], inputs[i], relevance, here);
  }
  return relevance;
}

export async function matrixOf(
  network: Network,
  nodes: readonly CompactNode[],
  shape: readonly number[],
): Promise<Matrix> {
  const weighted = nodes.map(([name, operation, attributes]): CompactNode => {
    return [name, operation, attributes, { ...network.nodes.find((node) => node.name === name)?.weights }];
  });
  const alone = await twoClasses(shape, weighted);
  const size = sizeOf(shape);
  const basis = new Float32Array((size + 1) * size);
  for (let i = 0; i < size; i++) basis[i * size + i] = 1;
  const last = nodes.at(-1)?.[0] as string;
  const { data } = (await forward(alone, { shape: [size + 1, ...shape], data: basis }, [last])).get(last) as NdArray;
  await alone.dispose();
  const count = data.length / (size + 1);
  const bias = Array.from({ length: count }, (_, j) => data[size * count + j]);
  const entry = (j: number, i: number) => {
    const weight = data[i * count + j] - bias[j];
    return Math.abs(weight) < 1e-6 ? 0 : weight;
  };
  return { rows: bias.map((_, j) => Array.from({ length: size }, (_value, i) => entry(j, i))), bias };
}

export const applied = ({ rows, bias }: Matrix, x: readonly number[]) =>
  rows.map((row, j) => row.reduce((sum, weight, i) => sum + weight * x[i], bias[j]));

function through({ rows, bias }: Matrix, x: readonly number[], relevance: readonly number[], rule: SlowRule): number[] {
  const found = x.map(() => 0);
  for (const [j, row] of rows.entries()) {
    if (relevance[j] === 0) continue;
    const shares = sharesOf(row, x, bias[j], rule);
    for (const [i, share] of shares.entries()) found[i] += share * relevance[j];
  }
  return found;
}

/** Which share of a unit's relevance each of its inputs gets, as papers write it. */
function sharesOf(row: readonly number[], x: readonly number[], bias: number, rule: SlowRule): number[] {
  const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
  const of = (parts: readonly number[], whole: number) => parts.map((part) => (part === 0 ? 0 : part / whole));
  const each = row.map((weight, i) => weight * x[i]);
  const above = each.map((part) => Math.max(0, part));
  const below = each.map((part) => Math.min(0, part));
  switch (rule.rule) {
    case 'epsilon': {
      const output = total(each) + bias;
      return of(each, output + (output >= 0 ? 1 : -1) * (rule.epsilon ?? 0));
    }
    case 'gamma': {
      const favoured = total(each) + bias >= 0 ? above : below;
      const parts = each.map((part, i) => part + (rule.gamma ?? 0) * favoured[i]);
      return of(parts, total(parts) + bias);
    }
    case 'z-plus':
      return of(above, total(above) + bias);
    case 'alpha-beta': {
      const alpha = rule.alpha ?? 1;
      const [forIt, against] = [
        of(above, total(above) + Math.max(0, bias)),
        of(below, total(below) + Math.min(0, bias)),
      ];
      return forIt.map((share, i) => alpha * share - (alpha - 1) * against[i]);
    }
    case 'flat': {
      const reads = row.map((weight) => (weight === 0 ? 0 : 1));
      return of(reads, total(reads));
    }
    case 'w-square': {
      const squares = row.map((weight) => weight * weight);
      return of(squares, total(squares));
    }
    case 'box': {
      const end = (weight: number) => weight * ((weight > 0 ? rule.low : rule.high) ?? 0);
      const parts = each.map((part, i) => part - end(row[i]));
      return of(parts, total(parts));
    }
  }
}
