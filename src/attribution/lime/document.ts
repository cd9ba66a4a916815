import { encodeArray } from '../../document/encode.js';
import type { SuperpixelsDocument } from '../../document/kinds/superpixels.js';
import type { ProvenancePart } from '../../document/parts.js';
import { imagePart } from '../../image/image-part.js';
import type { PreparedInput } from '../../image/prepare-input.js';
import { modelPart } from '../../network/model-part.js';
import type { Predictor } from '../../network/predictor.js';
import { plainOptions } from '../plain-options.js';
import type { Question } from '../question.js';
import type { ResolvedSegments } from '../segments.js';
import { classLabels } from '../target.js';
import { targetPart } from '../target-part.js';
import type { WholeScores } from '../whole-scores.js';
import type { Explanation } from './explain-score.js';
import type { ResolvedLime } from './options.js';

export interface LimeFindings {
  readonly model: Predictor;
  readonly input: PreparedInput;
  readonly settings: ResolvedLime;
  readonly segments: ResolvedSegments;
  readonly whole: WholeScores;
  readonly question: Question;
  readonly explanation: Explanation;
  readonly provenance: ProvenancePart;
}

export function limeDocument(findings: LimeFindings): SuperpixelsDocument {
  const { model, input, settings, segments, whole, question, explanation, provenance } = findings;
  const { width, height, labels } = segments.map;
  return {
    schema: 'convlens/superpixels@1',
    kind: 'superpixels',
    model: modelPart(model, classLabels(model, whole.scores.shape[1])),
    image: imagePart(input.picture, input.name),
    target: targetPart(question, whole, settings.output),
    method: { name: 'lime', options: methodOptions(settings, segments, question), seed: settings.seed },
    result: { segments: encodeArray({ shape: [height, width], data: labels }), ...explanation.result },
    quality: explanation.quality,
    provenance,
  };
}

function methodOptions(
  { seed, ...settings }: ResolvedLime,
  { description }: ResolvedSegments,
  { against }: Question,
): Record<string, unknown> {
  return plainOptions({ ...settings, segmentation: description, against: against?.label });
}
