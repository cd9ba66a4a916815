import { encodeArray } from '../document/encode.js';
import type { SuperpixelsDocument } from '../document/kinds/superpixels.js';
import type { ProvenancePart } from '../document/parts.js';
import { imagePart } from '../image/image-part.js';
import type { PreparedInput } from '../image/prepare-input.js';
import { modelPart } from '../network/model-part.js';
import type { Output, Predictor } from '../network/predictor.js';
import { plainOptions } from './plain-options.js';
import type { Question } from './question.js';
import type { ResolvedSegments } from './segments.js';
import { classLabels } from './target.js';
import { targetPart } from './target-part.js';
import type { WholeScores } from './whole-scores.js';

/** Of what was asked, on what: the same for every class. */
export interface SuperpixelsSubject {
  readonly model: Predictor;
  readonly input: PreparedInput;
  readonly output: Output;
  readonly whole: WholeScores;
  readonly segments: ResolvedSegments;
}

/** What a method found for one class. */
export interface SuperpixelsFindings {
  readonly question: Question;
  readonly name: string;
  /** The method's options as resolved; what is explained, against what, and the segmentation are added. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `null` where the outcome does not depend on it. */
  readonly seed: number | null;
  readonly result: Omit<SuperpixelsDocument['result'], 'segments'>;
  readonly quality: SuperpixelsDocument['quality'];
  readonly provenance: ProvenancePart;
}

/** The document of one class whose evidence is that of regions. */
export function superpixelsDocument(
  { model, input, output, whole, segments }: SuperpixelsSubject,
  { question, name, options, seed, result, quality, provenance }: SuperpixelsFindings,
): SuperpixelsDocument {
  const { width, height, labels } = segments.map;
  const resolved = { ...options, segmentation: segments.description, output, against: question.against?.label };
  return {
    schema: 'convlens/superpixels@1',
    kind: 'superpixels',
    model: modelPart(model, classLabels(model, whole.scores.shape[1])),
    image: imagePart(input.picture, input.name),
    target: targetPart(question, whole, output),
    method: { name, options: plainOptions(resolved), seed },
    result: {
      segments: encodeArray({ shape: [height, width], data: labels }),
      ...result,
    } as SuperpixelsDocument['result'],
    quality,
    provenance,
  };
}
