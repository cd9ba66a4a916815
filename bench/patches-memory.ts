import { maxPatches } from '../src/inspection/index.js';
import { loadNetwork } from '../src/network/index.js';
import { digitStream } from './digit-images.js';
import { convolutionLayers } from './patches.js';

/** Prints the peak resident memory, in MB, of a search for patches over so many digits. */
const network = await loadNetwork('digits', { workers: 1 });
await maxPatches(network, digitStream(Number(process.argv[2])), { layers: convolutionLayers(network) });
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
await network.dispose();
