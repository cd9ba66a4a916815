import { firstNotFinite } from '../numeric/finite.js';
import { type NdArray, sizeOf } from '../numeric/nd-array.js';
import type { Engine } from './engines/engine.js';
import type { Network, NetworkGraph } from './network.js';

/** A graph compiled by an engine, as something that can be asked: it is a `Predictor` too. */
export async function createNetwork(graph: NetworkGraph, engine: Engine): Promise<Network> {
  const compiled = await engine.compile(graph);
  let disposed = false;
  return {
    ...graph,
    engine: compiled.engine ?? engine.name,
    outputs: ['logit', 'probability'],
    concurrent: true,
    compiled,
    predict: async (batch, { output = 'probability', signal } = {}) => {
      if (disposed) throw new Error(`Cannot predict with "${graph.name}": it was disposed of`);
      checkBatch(graph, batch);
      const node = output === 'logit' ? graph.logits : graph.output;
      const values = await compiled.forward(batch, [node], signal ? { signal } : {});
      return values.get(node)!;
    },
    dispose: async () => {
      if (disposed) return;
      disposed = true;
      await compiled.dispose();
    },
  };
}

/**
 * Checks that a batch can be fed to a network.
 * @throws RangeError if its shape does not fit or it holds NaN or infinity.
 */
export function checkBatch({ name, input }: Pick<NetworkGraph, 'name' | 'input'>, { shape, data }: NdArray): void {
  const wanted = [null, input.height, input.width, input.channels];
  const fits = shape.length === 4 && shape[0] >= 1 && wanted.every((length, i) => (length ?? shape[i]) === shape[i]);
  if (!fits) {
    const expected = wanted.map((length, axis) => (axis === 0 ? 'n' : (length ?? 'any'))).join(', ');
    throw new RangeError(`Cannot feed a batch of shape [${shape.join(', ')}] to "${name}": expected [${expected}]`);
  }
  if (data.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot feed a batch to "${name}": it has ${data.length} values, expected ${sizeOf(shape)} for shape [${shape.join(', ')}]`,
    );
  }
  const bad = firstNotFinite(data);
  if (bad >= 0) {
    throw new RangeError(
      `Cannot feed a batch to "${name}": it holds ${data[bad]} at [${place(bad, shape).join(', ')}], expected finite numbers`,
    );
  }
}

/** Coordinates of a position in a row-major array. */
function place(index: number, shape: readonly number[]): readonly number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((length) => {
      const coordinate = rest % length;
      rest = Math.floor(rest / length);
      return coordinate;
    })
    .toReversed();
}
