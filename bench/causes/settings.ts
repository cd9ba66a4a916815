import type { Method } from '../../src/attribution/method.js';

type Settings = Readonly<Record<string, unknown>>;

/** One row of the tables: a method with what it is told beside the question. */
export interface MethodRun {
  readonly key: string;
  readonly title: string;
  readonly method: Method;
  readonly settings: Settings;
}

const REGIONS: Settings = { segmentation: { method: 'slic', segments: 40 } };

/** Where a run with the defaults would take too long. */
const SMALLER: Readonly<Record<string, Settings>> = {
  lime: { ...REGIONS, samples: 300 },
  'kernel-shap': { ...REGIONS, samples: 300 },
  'partition-shap': { ...REGIONS, samples: 300 },
  // All coalitions are scored, 2 to the power of the regions.
  shapley: { segments: 8 },
  rise: { samples: 500 },
  smoothgrad: { samples: 20 },
  'integrated-gradients': { steps: 20 },
  xrai: { steps: 20 },
};

/** The same once more with the picture's mean colour in place of black (LIME: in place of each region's own). */
const MEAN: Readonly<Record<string, Settings>> = {
  lime: { hide: 'image-mean' },
  ablation: { baseline: 'mean' },
  occlusion: { baseline: 'mean' },
  'integrated-gradients': { baseline: 'mean' },
  deeplift: { baseline: 'mean' },
};

/** A method with its own defaults where nothing is said, about 40 SLIC regions where it takes regions. */
export function runsOf(method: Method): MethodRun[] {
  const { name, title, options = [] } = method;
  const settings = SMALLER[name] ?? (options.includes('segmentation') ? REGIONS : {});
  const run = { key: name, title, method, settings };
  if (!(name in MEAN)) return [run];
  return [run, { ...run, key: `${name}:mean`, title: `${title} (mean)`, settings: { ...settings, ...MEAN[name] } }];
}
