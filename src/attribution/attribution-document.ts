import { encodeArray } from '../document/encode.js';
import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { CheckPart, ModelPart } from '../document/parts.js';
import { imagePart } from '../image/image-part.js';
import { modelPart } from '../network/model-part.js';
import type { NdArray } from '../numeric/nd-array.js';
import { type Completeness, qualityOf } from './attribution-quality.js';
import type { Inquiry } from './inquiry.js';
import { plainOptions } from './plain-options.js';
import { type Question, subjectOf } from './question.js';
import { classLabels } from './target.js';
import { targetPart } from './target-part.js';

/** What a method found for one class. */
export interface AttributionFindings {
  readonly question: Question;
  readonly name: string;
  /** The method's own options as resolved; the common ones are added. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `[h, w, c]` on the input grid (`c` 1 where channels are not told apart), or `[h, w]` of a layer's cells. Signed. */
  readonly values: NdArray;
  /** The layer whose cells these are. */
  readonly layer?: string;
  /** Whether a value's sign says what speaks for and what against. Default: true. */
  readonly signed?: boolean;
  /** Where the values should add up to a known number. `delta` of the document is its residual. */
  readonly completeness?: Completeness;
  /** More of the method's own result. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** More checks, and sentences of the method's own. */
  readonly checks?: readonly CheckPart[];
  readonly sentences?: readonly string[];
  /** Whether the outcome depends on the seed; if not, documents have none. Default: false. */
  readonly random?: boolean;
}

/** The document of one class. Everything in it is on the scale of the score: nothing is rescaled. */
export function attributionDocument(inquiry: Inquiry, findings: AttributionFindings): AttributionDocument {
  const { input, output, whole, seed, batch, meter } = inquiry;
  const { question, name, options, values, layer, completeness, result, random = false } = findings;
  return {
    schema: 'convlens/attribution@1',
    kind: 'attribution',
    model: modelOf(inquiry),
    image: imagePart(input.picture, input.name),
    target: targetPart(question, whole, output),
    method: {
      name,
      options: plainOptions({ ...options, output, against: question.against?.label, batch }),
      seed: random ? seed : null,
    },
    result: {
      values: encodeArray(values),
      ...(layer !== undefined && { layer }),
      ...(completeness && { delta: completeness.delta }),
      ...result,
    },
    quality: qualityOf(values, { ...findings, subject: subjectOf(question) }),
    provenance: meter.finish(),
  };
}

/** One object for all documents of an inquiry: a layer's map is small beside the names of a thousand classes. */
const models = new WeakMap<Inquiry['whole'], ModelPart>();

function modelOf({ model, whole }: Inquiry): ModelPart {
  const known = models.get(whole) ?? modelPart(model, classLabels(model, whole.scores.shape[1]));
  models.set(whole, known);
  return known;
}
