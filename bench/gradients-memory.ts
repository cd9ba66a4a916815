import { integratedGradients } from '../src/attribution/integrated-gradients.js';
import { bigNetwork, noiseOf } from './gradients.js';

/** Prints the peak resident memory, in MB, of integrated gradients of so many steps on MobileNet v2. */
const network = await bigNetwork();
await integratedGradients(network, noiseOf(network), { steps: Number(process.argv[2]) });
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
await network.dispose();
