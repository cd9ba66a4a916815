import { audit } from '../src/audit/index.js';
import { views } from './audit.js';
import { bigNetwork } from './big-network.js';

/** Prints the peak memory of an audit of so many images, in MB: in a process of its own. */
const { network } = await bigNetwork({ workers: 1 });
await audit(network, await views(Number(process.argv[2])), { samples: 20, experimentImages: 4, repeats: 1 });
await network.dispose();
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
