import { rise } from '../src/attribution/index.js';
import { bigNetwork, photograph } from './big-network.js';

/** Prints the peak resident memory, in MB, of RISE with so many samples. */
const { network } = await bigNetwork({ workers: 1 });
const { image } = await photograph();
await rise(network, image, { samples: Number(process.argv[2]) });
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
await network.dispose();
