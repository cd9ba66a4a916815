import { encodeArray } from '../document/encode.js';
import type { AttributionDocument } from '../document/kinds/attribution.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import type { Predictor } from '../network/predictor.js';
import { random } from '../numeric/random.js';
import { attributionDocument } from './attribution-document.js';
import { baselineName, baselineOf, checkBaseline } from './baseline.js';
import { inquire } from './inquiry.js';
import { wholeNumber } from './option-checks.js';
import { growUntilSettled } from './perturbation/grow-until-settled.js';
import { asAsked, type OneClass, type SeveralClasses } from './question.js';
import { mapIsKnown, maskStudy } from './rise/mask-study.js';
import { RISE_OPTIONS, type RiseOptions, resolveRise } from './rise/options.js';
import { riseChecks } from './rise/rise-checks.js';

/** Masks after which `auto` looks for the first time. */
const FIRST = 400;

/**
 * How the score depends on whether a pixel is kept, over random smooth masks (Petsiuk, Das and Saenko 2018, "RISE:
 * Randomized input sampling for explanation of black-box models").
 *
 * The paper's map is the mean score when a pixel is kept, `sum s m / (n keep)`: positive everywhere for a probability, of
 * either sign everywhere for a logit. Here it is taken less the mean score over all masks by default, and so is signed:
 * above 0 where keeping the pixel raises the score. `form: 'rise'` gives the paper's. Also different: masks go on beyond
 * the border, so that all pixels are treated alike; every value has a standard error; `quality` compares two halves
 * of the masks; `samples: 'auto'` draws until the map is known to within `tolerance`.
 *
 * Values are `[h, w, 1]`, in units of the score; `standardErrors` is `[h, w]`. Images are fed as batches `[n, h, w, c]`;
 * memory holds two batches and a few sums a pixel, however many samples there are.
 *
 * @returns one document, or one a class where `target` is an array or `topLabels` is given: from the same masks.
 * @throws TypeError or RangeError for an option or class that does not exist; the signal's reason when aborted.
 * @example
 * const where = await rise(network, image, { target: 7, samples: 2000, seed: 1 });
 */
export async function rise(
  model: Predictor,
  image: ImageInput,
  options: RiseOptions & SeveralClasses,
): Promise<AttributionDocument[]>;
export async function rise(
  model: Predictor,
  image: ImageInput,
  options?: RiseOptions & OneClass,
): Promise<AttributionDocument>;
export async function rise(
  model: Predictor,
  image: ImageInput,
  options?: RiseOptions,
): Promise<AttributionDocument | AttributionDocument[]>;
export async function rise(
  model: Predictor,
  image: ImageInput,
  options: RiseOptions = {},
): Promise<AttributionDocument | AttributionDocument[]> {
  const settings = resolveRise(options);
  const baseline = checkBaseline(options.baseline ?? 0);
  const inquiry = await inquire({ name: 'rise', options: RISE_OPTIONS }, model, image, options);
  const { input, questions, seed, onProgress } = inquiry;
  const [, rows, columns] = input.values.shape;
  wholeNumber('cells', settings.cells[0], 1, rows);
  wholeNumber('cells', settings.cells[1], 1, columns);
  const hidden = baselineOf(baseline, input, { range: (model.input ?? ANY_INPUT).range, seed });
  const { moments, grow } = maskStudy(inquiry, hidden, settings, random(seed));
  // Pixels between the same corners move together.
  const places = (settings.cells[0] + 1) * (settings.cells[1] + 1);
  const sampling = await growUntilSettled({
    samples: settings.samples,
    first: FIRST,
    most: settings.maxSamples,
    grow,
    isSettled: () => mapIsKnown(moments, questions.length, settings, places),
  });
  onProgress?.({ done: moments.count, total: moments.count, stage: 'Adding up the masks' });
  const [, height, width] = input.values.shape;
  const documents = questions.map((question, i) => {
    const map = settings.form === 'rise' ? moments.plain(i) : moments.centred(i);
    const standardErrors = { shape: [height, width], data: Float32Array.from(map.standardErrors) };
    return attributionDocument(inquiry, {
      question,
      name: 'rise',
      options: { ...settings, baseline: baselineName(baseline) },
      values: { shape: [height, width, 1], data: Float32Array.from(map.values) },
      result: { standardErrors: encodeArray(standardErrors), samples: moments.count, meanScore: moments.mean(i) },
      checks: riseChecks(moments, i, sampling, places),
      random: true,
    });
  });
  return asAsked(documents, options);
}
