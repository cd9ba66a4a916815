import type { Network } from '../../src/network/network.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import type { CompactNode } from '../support/graph.js';
import { applied, type Matrix, matrixOf } from './slow-relevance.js';

/** A nonlinearity, and its slope. */
export interface Bend {
  readonly of: (z: number) => number;
  readonly slope: (z: number) => number;
}

/**
 * DeepLIFT's contributions by the rescale rule as the paper writes them (Shrikumar et al. 2017, sections 3.4 and 3.5.1), for
 * linear layers, each written out as a matrix, with a nonlinearity after all but the last: multipliers go back through the
 * matrices, and through a nonlinearity by how much its output differs over how much its input does.
 */
export async function slowDeeplift(
  network: Network,
  image: NdArray,
  reference: NdArray,
  layers: readonly (readonly CompactNode[])[],
  { bend, target }: { readonly bend: Bend; readonly target: number },
): Promise<number[]> {
  const matrices: Matrix[] = [];
  const sums: { readonly here: number[]; readonly there: number[] }[] = [];
  let [x, r] = [Array.from(image.data), Array.from(reference.data)];
  let shape: readonly number[] = image.shape.slice(1);
  for (const nodes of layers) {
    const matrix = await matrixOf(network, nodes, shape);
    const [here, there] = [applied(matrix, x), applied(matrix, r)];
    matrices.push(matrix);
    sums.push({ here, there });
    [x, r] = [here.map(bend.of), there.map(bend.of)];
    shape = (network.nodes.find(({ name }) => name === nodes.at(-1)?.[0])?.shape ?? []) as readonly number[];
  }
  let multipliers: number[] = sums[sums.length - 1].here.map((_, i) => (i === target ? 1 : 0));
  for (let i = matrices.length - 1; i >= 0; i--) {
    const { rows } = matrices[i];
    multipliers = rows[0].map((_, column) => rows.reduce((sum, row, j) => sum + row[column] * multipliers[j], 0));
    if (i === 0) break;
    const { here, there } = sums[i - 1];
    multipliers = multipliers.map((multiplier, j) => multiplier * ratio(here[j], there[j], bend));
  }
  return multipliers.map((multiplier, i) => multiplier * (image.data[i] - reference.data[i]));
}

function ratio(z: number, reference: number, { of, slope }: Bend): number {
  const difference = z - reference;
  return Math.abs(difference) < 1e-6 ? slope(z) : (of(z) - of(reference)) / difference;
}
