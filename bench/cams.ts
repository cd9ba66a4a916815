import { camLayers } from '../src/attribution/cam/cam-layers.js';
import { gradCam } from '../src/attribution/grad-cam.js';
import { imagePart } from '../src/image/image-part.js';
import { prepareInput } from '../src/image/prepare-input.js';
import { forwardBackward, loadNetwork } from '../src/network/index.js';
import type { Network } from '../src/network/network.js';
import { bigNetwork, noiseOf } from './gradients.js';

/**
 * Grad-CAM over one bare forward and backward pass to the same layer; all layers' maps over one to the first of them. The
 * picture's PNG, which documents hold, is made once a picture whatever is asked of it, and so counted by itself.
 */
export async function camsBench(): Promise<void> {
  console.log('Grad-CAM, one thread; 1 x = a bare forward and backward pass that reaches as far');
  await ratios('MobileNet v2 at 224', await bigNetwork(), 31);
  await ratios('digits', await loadNetwork('digits', { workers: 1 }), 3001);
}

async function ratios(what: string, network: Network, rounds: number): Promise<void> {
  const all = camLayers(network, { layer: 'all' });
  const last = all[all.length - 1];
  await ratio(`${what}, layer ${last}`, network, last, last, rounds, 1.1);
  await ratio(`${what}, all ${all.length} layers`, network, all[0], 'all', rounds, 1.3);
  const picture = () => prepareInput(noiseOf(network), network.input).picture;
  const pictures = Array.from({ length: 5 }, picture);
  const png = await Promise.all(pictures.map((each) => time(async () => imagePart(each))));
  console.log(`    and ${median(png).toFixed(2)} ms for the PNG of a picture of noise`);
  await network.dispose();
}

/** Rounds of both, one after the other, so that what else the machine does meets both alike. */
async function ratio(what: string, network: Network, at: string, layer: string, rounds: number, goal: number) {
  const { picture: image } = prepareInput(noiseOf(network), network.input);
  const { values } = prepareInput(image, network.input);
  const bare = () => forwardBackward(network, values, [network.output], { target: 0, at: [at] });
  const maps = () => gradCam(network, image, { target: 0, layer });
  for (const run of [bare, maps, bare, maps]) await run();
  const found: { readonly bare: number; readonly maps: number }[] = [];
  for (let round = 0; round < rounds; round++) found.push({ bare: await time(bare), maps: await time(maps) });
  const [ratio, passes, whole] = [
    found.map((each) => each.maps / each.bare),
    found.map((each) => each.bare),
    found.map((each) => each.maps),
  ].map(median);
  console.log(
    `  ${what}: median ${ratio.toFixed(3)} x (goal ${goal}), ${whole.toFixed(2)} ms for ${passes.toFixed(2)}`,
  );
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
