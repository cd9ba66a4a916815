import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absoluteError, relativeError } from '../support/compare.js';
import { type LibraryPage, NETWORKS, type RunningPage, startLibraryPage, WEBGPU } from './library-page.js';
import { answers, type Input, type Pooling, tiedGradients } from './page/scenarios.js';

/** Shaders in software take seconds to compile; residual has the most kinds of node. */
const ENGINES = [
  { engine: 'wasm', names: ['plain', 'residual', 'nested'] },
  { engine: 'cpu', names: ['plain', 'residual', 'nested'] },
  { engine: 'webgl', names: ['plain', 'residual', 'nested'] },
  { engine: 'webgpu', names: ['residual'] },
];

interface Values {
  readonly data: number[];
}

interface Expected {
  readonly target: number;
  readonly logits: Values;
  readonly probs: Values;
  readonly activations: Record<string, Values>;
  readonly attributions: { readonly gradient: Values };
}

const read = async (name: string, file: string) => JSON.parse(await readFile(join(NETWORKS, name, file), 'utf8'));
const addressOf = (name: string) => `networks/${name}/model.json`;
const NO_WEBGPU = /^Cannot start the "webgpu" engine: this browser (finds no graphics card for WebGPU|has no WebGPU)/;
const dimmed = ({ shape, data }: Input): Input => ({ shape, data: data.map((value) => 0.9 * value) });

let library: LibraryPage;
let page: RunningPage;
/** Why there is no WebGPU: not every Chromium has an adapter in software. */
let why: string;

beforeAll(async () => {
  library = await startLibraryPage({ args: WEBGPU });
  page = await library.open({ expected: /No available adapters|Failed to create WebGPU Context Provider/ });
  why = await page.run('failsToLoad', addressOf('plain'), { engine: 'webgpu' });
});

afterAll(async () => {
  await page?.close();
  await library?.close();
});

describe.each(ENGINES)('the reference networks on $engine in a browser', ({ engine, names }) => {
  it.each(names)('%s: predictions, all activations and the gradient within 1e-4', async (name) => {
    if (engine === 'webgpu' && why !== 'no error') return expect(why).toMatch(NO_WEBGPU);
    const input: Input = await read(name, 'input.json');
    const expected: Expected = await read(name, 'expected.json');
    const answer = await page.run('answers', addressOf(name), engine, input, expected.target);
    expect(answer).toMatchObject({ engine, left: 0 });
    const { output, logits, values } = answer;
    for (const suffix of ['', ' alone']) {
      expect(absoluteError(values[output + suffix], expected.probs.data)).toBeLessThan(1e-4);
      expect(absoluteError(values[logits + suffix], expected.logits.data)).toBeLessThan(1e-4);
    }
    const compared = Object.entries(expected.activations).flatMap(([layer, { data }]) => {
      const node = Object.keys(values).find((each) => each === layer || each.endsWith(`/${layer}`));
      if (node === undefined || node === output) return [];
      expect(absoluteError(values[node], data), layer).toBeLessThan(1e-4);
      return [layer];
    });
    expect(compared.length).toBeGreaterThan(4);
    // A unit of "residual" lies 8e-8 below its rectifier's kink, and a graphics card, adding up in another order, sees
    // it 5e-8 above: there the gradient is that of the other side. On a dimmer picture all agree.
    if (name !== 'residual' || !engine.startsWith('webg')) {
      expect(relativeError(answer.gradient, expected.attributions.gradient.data)).toBeLessThan(1e-4);
    } else {
      const dim = await page.run('answers', addressOf(name), engine, dimmed(input), expected.target);
      const inNode = await answers(join(NETWORKS, name), 'wasm', dimmed(input), expected.target);
      expect(relativeError(dim.gradient, inNode.gradient)).toBeLessThan(1e-4);
    }
  });

  it('leaves no tensor behind after an error or an abort', async () => {
    if (engine === 'webgpu' && why !== 'no error') return expect(why).toMatch(NO_WEBGPU);
    const result = await page.run('tensorsLeft', addressOf('plain'), engine, await read('plain', 'input.json'));
    expect(result.messages).toEqual([
      'no error',
      'enough',
      'enough',
      'no such rule',
      'Cannot feed a batch of shape [1, 2, 3, 4] to "plain": expected [n, 16, 16, 3]',
      'Cannot run "plain": it was disposed of',
    ]);
    expect(result.left).toEqual([0, 0, 0, 0, 0]);
  });
});

const POOLINGS: readonly Pooling[] = [
  { sides: [6, 6], attributes: { poolSize: [2, 2] } },
  { sides: [7, 8], attributes: { poolSize: [3, 2], strides: [2, 3] } },
  { sides: [7, 8], attributes: { poolSize: [2, 3], strides: [2, 2], padding: 'same' } },
  { sides: [5, 6], attributes: { poolSize: [3, 3], strides: [1, 1], padding: 'same' } },
  { sides: [8, 7], attributes: { poolSize: [1, 2], strides: [3, 3], padding: 'same' } },
];

it.each(['cpu', 'webgl', 'webgpu'])(
  'the first of equal values gets the gradient of a pooling on %s',
  async (engine) => {
    if (engine === 'webgpu' && why !== 'no error') return expect(why).toMatch(NO_WEBGPU);
    expect(await page.run('tiedGradients', engine, POOLINGS)).toEqual(await tiedGradients('wasm', POOLINGS));
  },
);

it('a network runs on while other engines start', async () => {
  const fresh = await library.open();
  const input: Input = await read('plain', 'input.json');
  const { probs }: Expected = await read('plain', 'expected.json');
  const runs = await fresh.run('together', addressOf('plain'), ['cpu', 'wasm', 'webgl', 'wasm'], input);
  expect(runs.length).toBeGreaterThan(4);
  for (const scores of runs) expect(absoluteError(scores, probs.data)).toBeLessThan(1e-4);
  await fresh.close();
});
