import { describe, expect, it } from 'vitest';
import { predictBatches } from '../../../src/attribution/perturbation/predict-batches.js';
import type { Predictor } from '../../../src/network/predictor.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';

/** Answers each image with its own value, after a while: later batches sooner. Notes how many are under way at once. */
function slowPredictor(concurrent: boolean, failing = -1) {
  const seen = { most: 0, now: 0, calls: 0 };
  const model: Predictor = {
    concurrent,
    predict: async ({ shape, data }) => {
      const call = seen.calls++;
      seen.most = Math.max(seen.most, ++seen.now);
      await new Promise((resolve) => setTimeout(resolve, 12 - 4 * (call % 3)));
      seen.now--;
      if (call === failing) throw new Error('Out of service');
      return { shape: [shape[0], 1], data: data.slice() };
    },
  };
  return { model, seen };
}

async function run(model: Predictor, items: number, batch: number, signal?: AbortSignal) {
  const taken: number[] = [];
  const composed: number[] = [];
  const compose = (from: number, to: number): NdArray => {
    composed.push(from);
    return { shape: [to - from, 1, 1, 1], data: Float32Array.from({ length: to - from }, (_, i) => from + i) };
  };
  const take = ({ data }: NdArray, from: number, to: number) => {
    expect(data.length).toBe(to - from);
    taken.push(...data);
  };
  await predictBatches(model, { from: 0, to: items, batch, output: 'probability', signal, compose, take });
  return { taken, composed };
}

describe('predictBatches', () => {
  it.each([false, true])('takes every answer in its order (several at once: %s)', async (concurrent) => {
    const { model, seen } = slowPredictor(concurrent);
    const { taken, composed } = await run(model, 23, 4);
    expect(taken).toEqual(Array.from({ length: 23 }, (_, i) => i));
    expect(composed).toEqual([0, 4, 8, 12, 16, 20]);
    expect(seen.most).toBe(concurrent ? 2 : 1);
  });

  it('feeds nothing where there is nothing to feed', async () => {
    const { model, seen } = slowPredictor(true);
    expect(await run(model, 0, 4)).toEqual({ taken: [], composed: [] });
    expect(seen.calls).toBe(0);
  });

  it('fails with the first failure, when nothing is under way any more', async () => {
    for (const failing of [0, 1, 2]) {
      const { model, seen } = slowPredictor(true, failing);
      await expect(run(model, 23, 4)).rejects.toThrow('Out of service');
      expect(seen.now).toBe(0);
      expect(seen.calls).toBeLessThanOrEqual(failing + 3);
    }
  });

  it('stops between batches', async () => {
    const { model, seen } = slowPredictor(true);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('Enough')), 5);
    await expect(run(model, 400, 4, controller.signal)).rejects.toThrow('Enough');
    expect(seen.calls).toBeLessThan(6);
  });
});
