import { decodeArray } from '../../document/encode.js';
import type { AttributionDocument } from '../../document/kinds/attribution.js';
import type { NdArray } from '../../numeric/nd-array.js';
import type { Completeness } from '../attribution-quality.js';
import { checkNetwork } from '../check-network.js';
import { quadratureOf } from '../gradient/quadrature.js';
import type { Inquiry } from '../inquiry.js';
import { integrate } from '../integrated-gradients/integrate.js';
import { occlusion } from '../occlusion.js';
import { isDocument, type ResolvedXrai } from './options.js';

/** Evidence of single pixels for one question. */
export interface PixelEvidence {
  /** One number a pixel, in units of the score. */
  readonly pixels: Float64Array;
  /** Where the pixels' evidence should add up to a known number. */
  readonly completeness?: Completeness;
}

/** The evidence of pixels for each question, from where it was asked for. */
export async function evidenceOf(inquiry: Inquiry, settings: ResolvedXrai): Promise<PixelEvidence[]> {
  const { attribution } = settings;
  if (attribution === 'integrated-gradients') return byIntegratedGradients(inquiry, settings.steps);
  if (attribution === 'occlusion') return byOcclusion(inquiry);
  if (isDocument(attribution)) checkClass(inquiry, attribution);
  return [{ pixels: perPixel(fitting(inquiry, isDocument(attribution) ? valuesOf(attribution) : attribution)) }];
}

/** As documents name it. */
export function evidenceName({ attribution }: ResolvedXrai): string {
  if (typeof attribution === 'string') return attribution;
  return isDocument(attribution) ? `a document of ${attribution.method.name}` : 'values';
}

/** From black and from white, so that neither dark nor bright pixels count for nothing. */
async function byIntegratedGradients(inquiry: Inquiry, steps: number): Promise<PixelEvidence[]> {
  const { model } = inquiry;
  checkNetwork('xrai with integrated gradients', model);
  const baselines = model.input.range.map((value) => new Float32Array(inquiry.input.values.data.length).fill(value));
  const found = await integrate({ ...inquiry, model }, { baselines, rule: quadratureOf('gauss-legendre', steps) });
  return found.map(({ values, completeness }) => ({ pixels: perPixel(values), completeness }));
}

async function byOcclusion(inquiry: Inquiry): Promise<PixelEvidence[]> {
  const { model, input, questions, output, batch, seed, signal, onProgress, meter } = inquiry;
  const documents = await occlusion(
    model,
    { ...input.values, name: input.name },
    {
      target: questions.map(({ target }) => target.index),
      against: questions[0].against?.index,
      output,
      batch,
      seed,
      signal,
      onProgress,
    },
  );
  meter.count(documents[0].provenance.forwardPasses);
  return documents.map((document) => ({ pixels: perPixel(valuesOf(document)) }));
}

function valuesOf({ result }: AttributionDocument): NdArray {
  const { shape, data } = decodeArray(result.values);
  return { shape, data: Float32Array.from(data) };
}

/** @throws RangeError if a document was made for another class. */
function checkClass({ questions }: Inquiry, { target }: AttributionDocument): void {
  const other = questions.find((question) => question.target.index !== target.index);
  if (other === undefined) return;
  throw new RangeError(
    `Cannot rank regions for class "${other.target.label}" by an attribution of class "${target.label}"`,
  );
}

/** @throws RangeError if the values lie on another grid than the image, or there are several questions. */
function fitting({ input, questions }: Inquiry, values: NdArray): NdArray {
  const [, height, width] = input.values.shape;
  const [h, w, c = 1] = values.shape;
  if (values.shape.length > 3 || h !== height || w !== width || values.data.length !== h * w * c) {
    throw new RangeError(
      `Cannot rank regions by an attribution of shape [${values.shape}]: expected [${height}, ${width}] or [${height}, ${width}, channels], as the image has`,
    );
  }
  if (questions.length === 1) return values;
  throw new RangeError(`Cannot rank regions for ${questions.length} classes by one attribution: ask for one class`);
}

/** One number a pixel: the sum over the channels; of a map that says the same in every channel, what it says. */
function perPixel({ shape, data }: NdArray): Float64Array {
  const [height, width, channels = 1] = shape;
  const repeats = data.every((value, i) => value === data[i - (i % channels)]);
  const pixels = new Float64Array(height * width);
  for (let i = 0; i < data.length; i += repeats ? channels : 1) pixels[Math.floor(i / channels)] += data[i];
  return pixels;
}
