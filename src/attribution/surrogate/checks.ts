import type { CheckPart } from '../../document/parts.js';
import type { Agreement } from './agreement.js';
import { LIMITS } from './verdict.js';

interface Figures {
  readonly r2: number | null;
  readonly effectiveSamples: number;
  /** Regions of the local model. */
  readonly modelled: number;
  readonly agreement: Agreement | null;
}

/** What a local model is judged by, one figure each, with the limits of its verdict. */
export function checksOf({ r2, effectiveSamples, modelled, agreement }: Figures): CheckPart[] {
  const needed = Math.max(LIMITS.effectiveSamples, LIMITS.samplesPerRegion * (modelled + 1));
  const checks: CheckPart[] = [
    {
      name: 'effective-samples',
      value: effectiveSamples,
      passes: effectiveSamples >= needed,
      sentence: `The samples are worth ${Math.round(effectiveSamples)} equally weighted ones; ${modelled} regions need ${needed}.`,
    },
  ];
  if (r2 !== null) {
    const share = `${Math.round(100 * Math.max(0, r2))} %`;
    checks.push({
      name: 'weighted-r2',
      value: r2,
      passes: r2 >= LIMITS.r2,
      sentence: `The local model explains ${share} of how the score varies around the image.`,
    });
  }
  if (agreement) {
    const { jaccard, top } = agreement;
    const shared = Math.round((2 * top * jaccard) / (1 + jaccard));
    checks.push({
      name: 'split-half',
      value: jaccard,
      passes: jaccard >= LIMITS.jaccard,
      sentence: `Two halves of the samples share ${shared} of ${top} leading regions.`,
    });
  }
  return checks;
}
