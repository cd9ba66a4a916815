import { cpus } from 'node:os';
import { auditBench } from './audit.js';
import { backwardBench } from './backward.js';
import { camsBench } from './cams.js';
import { gradientsBench } from './gradients.js';
import { limeBench } from './lime.js';
import { patchesBench } from './patches.js';
import { perturbationBench } from './perturbation.js';
import { segmentationBench } from './segmentation.js';
import { trainingBench } from './training.js';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  segmentation: segmentationBench,
  lime: limeBench,
  patches: patchesBench,
  perturbation: perturbationBench,
  gradients: gradientsBench,
  cams: camsBench,
  audit: auditBench,
  training: trainingBench,
  backward: backwardBench,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`Cannot run "${unknown}": expected ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

console.log(`Ratios of one run on ${cpus().length} x ${cpus()[0].model}, Node ${process.version}`);
for (const [name, bench] of Object.entries(BENCHES)) if (asked.length === 0 || asked.includes(name)) await bench();
