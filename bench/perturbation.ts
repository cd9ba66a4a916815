import { spawnSync } from 'node:child_process';
import { kernelShap, occlusion, rise } from '../src/attribution/index.js';
import type { AttributionDocument } from '../src/document/kinds/attribution.js';
import type { SuperpixelsDocument } from '../src/document/kinds/superpixels.js';
import type { Image } from '../src/image/index.js';
import type { Network } from '../src/network/network.js';
import { bareForward, bigNetwork, photograph, warmUp } from './big-network.js';

const SAMPLES = 400;
const ROUNDS = 3;

type Run = (network: Network, image: Image) => Promise<AttributionDocument | SuperpixelsDocument>;

const RUNS: Readonly<Record<string, Run>> = {
  RISE: (network, image) => rise(network, image, { samples: SAMPLES }),
  occlusion: (network, image) => occlusion(network, image),
  KernelSHAP: (network, image) => kernelShap(network, image, { samples: SAMPLES, segments: 50 }),
};

/** Whole times over as many bare predictions, on a MobileNet-v2-sized network at 224x224, all cores. */
export async function perturbationBench(): Promise<void> {
  const { network, what } = await bigNetwork();
  const { image, picture } = await photograph();
  await warmUp(network, image);
  console.log(`RISE, occlusion and KernelSHAP, ${what}, ${picture}, engine ${network.engine}`);
  for (const [name, run] of Object.entries(RUNS)) {
    let [least, leastBare, images] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      images = (await run(network, image)).provenance.forwardPasses;
      least = Math.min(least, performance.now() - start);
      leastBare = Math.min(leastBare, await bareForward(network, image, images));
    }
    const [bare, whole] = [leastBare, least].map((time) => (time / 1000).toFixed(2));
    console.log(
      `  ${name}, ${images} images: ${whole} s, bare predictions ${bare} s = ${(least / leastBare).toFixed(3)} x (goal 1.1)`,
    );
  }
  await network.dispose();
  const [small, large] = [60, 240].map(peakMegabytes);
  console.log(`  peak memory of RISE: ${small} MB at 60 samples, ${large} MB at 240 (${(large / small).toFixed(2)} x)`);
}

/** In a process of its own. */
function peakMegabytes(samples: number): number {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/perturbation-memory.ts', String(samples)], {
    encoding: 'utf8',
  });
  return Number(stdout);
}
