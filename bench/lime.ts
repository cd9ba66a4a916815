import { lime } from '../src/attribution/index.js';
import { bareForward, bigNetwork, photograph, warmUp } from './big-network.js';

const SAMPLES = 1000;
const ROUNDS = 3;

/** LIME's whole time over the bare forward passes it made, on a MobileNet-v2-sized network at 224x224, all cores. */
export async function limeBench(): Promise<void> {
  const { network, what } = await bigNetwork();
  const { image, picture } = await photograph();
  await warmUp(network, image);
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await bareForward(network, image, SAMPLES + 1));
    const start = performance.now();
    const document = await lime(network, image, { samples: SAMPLES });
    whole.push(performance.now() - start);
    if (document.provenance.forwardPasses !== SAMPLES + 1) console.log(`  ${document.provenance.forwardPasses} passes`);
  }
  const [least, leastBare] = [Math.min(...whole), Math.min(...bare)];
  console.log(`LIME, ${SAMPLES} samples, ${what}, ${picture}, quickshift, engine ${network.engine}`);
  console.log(
    `  bare forward passes: ${(leastBare / 1000).toFixed(2)} s (${(leastBare / (SAMPLES + 1)).toFixed(1)} ms an image)`,
  );
  console.log(`  LIME: ${(least / 1000).toFixed(2)} s = ${(least / leastBare).toFixed(3)} x (goal 1.05)`);
  await network.dispose();
}
