import type { SuperpixelsDocument } from '../../document/kinds/superpixels.js';
import type { CheckPart } from '../../document/parts.js';
import { qualityOf } from '../attribution-quality.js';
import { subjectOf } from '../question.js';
import { superpixelsDocument } from '../superpixels-document.js';
import { byFallingMagnitude } from '../surrogate/feature-selection.js';
import type { RegionStudy } from './region-study.js';

/** What a method found for one class (its place among the questions), in units of the score. */
export interface RegionFindings {
  readonly question: number;
  readonly name: string;
  /** The method's own options as resolved. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** One a region. */
  readonly weights: Float64Array;
  /** One a region; `null` for a weight that is exact, or left out. Default: all exact. */
  readonly standardErrors?: readonly (number | null)[];
  /** What the weights are counted from: the score that is left when they all are taken away. */
  readonly intercept: number;
  readonly r2?: number | null;
  /** Images that the weights come from, and how many equally weighted ones they are worth. */
  readonly samples: number;
  readonly effectiveSamples?: number;
  /** More of the method's own result, and figures of its quality. */
  readonly result?: Readonly<Record<string, unknown>>;
  readonly figures?: Readonly<Record<string, unknown>>;
  readonly checks: readonly CheckPart[];
  /** Whether the method itself draws at random. Default: false. */
  readonly random?: boolean;
}

/** The document of one class. The regions and their baseline may depend on the seed though the method does not. */
export function regionDocument(study: RegionStudy, findings: RegionFindings): SuperpixelsDocument {
  const { inquiry, segments, whole } = study;
  const { question: place, name, weights, standardErrors, intercept, random = false } = findings;
  const question = inquiry.questions[place];
  const listed = byFallingMagnitude(weights).map((segment) => {
    return { segment, weight: weights[segment], standardError: standardErrors?.[segment] ?? null };
  });
  const values = { shape: [weights.length], data: Float32Array.from(weights) };
  return superpixelsDocument(
    { ...inquiry, segments },
    {
      question,
      name,
      options: { ...study.options, ...findings.options },
      seed: random ? inquiry.seed : study.seed,
      result: {
        weights: listed,
        intercept,
        r2: findings.r2 ?? null,
        localPrediction: weights.reduce((sum, weight) => sum + weight, intercept),
        prediction: whole[place],
        samples: findings.samples,
        effectiveSamples: findings.effectiveSamples ?? null,
        ...findings.result,
      },
      quality: { ...qualityOf(values, { subject: subjectOf(question), checks: findings.checks }), ...findings.figures },
      provenance: inquiry.meter.finish(),
    },
  );
}
