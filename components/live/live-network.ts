import { decode } from 'fast-png';
import { fromBase64 } from '../../src/base64.js';
import { decodeArray } from '../../src/document/encode.js';
import type { LiveGraph, LiveModel } from '../../src/document/live-model.js';
import type { Image } from '../../src/image/image.js';
import { prepareInput } from '../../src/image/prepare-input.js';
import { createNetwork } from '../../src/network/create-network.js';
import { createChoosingEngine } from '../../src/network/engines/choosing-engine.js';
import type { Network, NetworkGraph } from '../../src/network/network.js';
import type { NdArray } from '../../src/numeric/nd-array.js';
import type { LiveAnswer, LiveQuestion } from '../shared/live-question.js';
import { BACKENDS } from './backend.js';

/** A classifier that a page holds, made ready when it is first asked. */
export interface LiveNetwork {
  /** Whether it has the image's pixels. */
  knows(image: string): boolean;
  /** Of how many images it has them. */
  readonly pictures: number;
  answer(question: Pick<LiveQuestion, 'image' | 'labels' | 'removed' | 'donors'>): Promise<LiveAnswer>;
}

/** As many images take the place of what is removed as in the audit's experiments. */
const MOST_DONORS = 3;

export function liveNetwork({ graph, fill, pictures }: LiveModel): LiveNetwork {
  let started: Promise<Network> | undefined;
  const whole = new Map<string, Promise<readonly number[]>>();
  const network = () => {
    started ??= createNetwork(graphOf(graph), createChoosingEngine(BACKENDS));
    return started;
  };
  const inputOf = (name: string) => prepareInput(pictureOf(name, pictures[name]), graph.input).values;
  return {
    knows: (image) => Object.hasOwn(pictures, image),
    pictures: Object.keys(pictures).length,
    answer: async ({ image, labels, removed, donors }) => {
      const running = await network();
      const input = inputOf(image);
      const before = whole.get(image) ?? probabilities(running, [input]).then(([row]) => row);
      whole.set(image, before);
      const given = donors
        .filter((name) => Object.hasOwn(pictures, name))
        .slice(0, MOST_DONORS)
        .map(inputOf)
        .filter(({ data }) => data.length === input.data.length);
      const covers = given.length > 0 ? given.map(({ data }) => data) : [filled(input.data.length, fill)];
      const changed = covers.map((cover) => covered(input, labels, removed, cover));
      const after = removed.size > 0 ? probabilities(running, changed).then(meanOf) : before;
      return {
        classes: graph.classes,
        before: await before,
        after: await after,
        donors: given.length,
        engine: running.engine,
      };
    },
  };
}

async function probabilities(network: Network, inputs: readonly NdArray[]): Promise<number[][]> {
  const rows: number[][] = [];
  for (const input of inputs) rows.push(Array.from((await network.predict(input)).data));
  return rows;
}

const meanOf = (rows: readonly number[][]): number[] =>
  rows[0].map((_, index) => rows.reduce((sum, row) => sum + row[index], 0) / rows.length);

function filled(length: number, colour: readonly number[]): Float32Array {
  return Float32Array.from({ length }, (_, i) => colour[i % colour.length]);
}

/** The image `[1, h, w, c]` with the removed regions taken from elsewhere. */
function covered(
  { shape, data }: NdArray,
  labels: ArrayLike<number>,
  removed: ReadonlySet<number>,
  cover: Float32Array,
) {
  const channels = shape[3];
  const values = data.slice();
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (!removed.has(labels[pixel])) continue;
    const end = (pixel + 1) * channels;
    for (let k = pixel * channels; k < end; k++) values[k] = cover[k];
  }
  return { shape, data: values };
}

function pictureOf(name: string, uri: string): Image {
  const { width, height, channels, data } = decode(fromBase64(uri.slice(uri.indexOf(',') + 1)));
  return { name, width, height, channels: channels as Image['channels'], data: new Uint8ClampedArray(data) };
}

function graphOf({ nodes, ...graph }: LiveGraph): NetworkGraph {
  return {
    ...graph,
    nodes: nodes.map(({ weights, ...node }) => ({
      ...node,
      weights: Object.fromEntries(
        Object.entries(weights).map(([role, value]) => [role, decodeArray(value) as NdArray]),
      ),
    })),
  };
}
