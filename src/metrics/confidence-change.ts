import { type Baseline, checkBaseline } from '../attribution/baseline.js';
import { evidenceMap } from '../document/evidence-map.js';
import type { ImageInput } from '../image/image.js';
import type { Predictor } from '../network/predictor.js';
import { mean } from '../numeric/mean.js';
import { scoreImages } from './perturbation/score-images.js';
import { type EvidenceDocument, fillOf, type MetricOptions, openTrial, probabilityOr, type Trial } from './trial.js';

export interface ConfidenceChangeOptions extends MetricOptions {
  /** What shows where there is no evidence, as for `deletion`. Default: 0, as in the paper. */
  readonly fill?: Baseline;
}

export interface ConfidenceChange {
  /** Score of the whole image, and of what the map keeps of it. */
  readonly whole: number;
  readonly kept: number;
  /** How much of the score is lost, 0..1 (0 where it rises); `null` where there is no positive score to lose. */
  readonly drop: number | null;
  readonly increase: boolean;
}

/**
 * What is left of a class's probability when the image is kept as far as there is evidence for the class: multiplied by the
 * positive part of the map over its largest value (Chattopadhay et al. 2018, "Grad-CAM++").
 * @throws as `deletion`.
 */
export async function confidenceChange(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: ConfidenceChangeOptions = {},
): Promise<ConfidenceChange> {
  checkBaseline(options.fill ?? 0, 'fill');
  const spec = { name: 'confidenceChange', options: ['fill'] };
  return confidenceChangeOf(await openTrial(spec, model, image, document, options), options);
}

export async function confidenceChangeOf(trial: Trial, options: ConfidenceChangeOptions): Promise<ConfidenceChange> {
  const fill = fillOf(trial, checkBaseline(options.fill ?? 0, 'fill')).values;
  const { values: map } = evidenceMap(trial.document, { cells: 'bilinear' });
  const most = map.reduce((high, value) => Math.max(high, value), 0);
  const channels = trial.input.values.shape[3];
  const [whole, kept] = await scoreImages(trial, {
    count: 2,
    output: probabilityOr(trial),
    stage: 'Keeping what there is evidence for',
    change: (values, image) => {
      if (image === 0) return;
      for (let i = 0; i < values.length; i++) {
        const part = most === 0 ? 0 : Math.max(0, map[Math.floor(i / channels)]) / most;
        values[i] = fill[i] + part * (values[i] - fill[i]);
      }
    },
  });
  return { whole, kept, drop: whole > 0 ? Math.max(0, whole - kept) / whole : null, increase: kept > whole };
}

/** Average drop and increase in confidence over a data set, 0..1 each: the paper's figures, over 100. */
export function averageConfidenceChange(changes: readonly ConfidenceChange[]): {
  readonly drop: number;
  readonly increase: number;
} {
  if (changes.length === 0) throw new RangeError('Cannot average the confidence of no images: expected at least one');
  return {
    drop: mean(changes.map(({ drop }) => drop ?? 0)),
    increase: mean(changes.map(({ increase }) => (increase ? 1 : 0))),
  };
}
