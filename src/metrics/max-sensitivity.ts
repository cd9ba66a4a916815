import { finiteNumber, wholeNumber } from '../attribution/option-checks.js';
import type { ImageInput } from '../image/image.js';
import { ANY_INPUT } from '../image/input-spec.js';
import type { Predictor } from '../network/predictor.js';
import { random } from '../numeric/random.js';
import { placesOf } from './perturbation/places.js';
import { explainAgain } from './re-explain.js';
import { type EvidenceDocument, type MetricOptions, openTrial, type Trial } from './trial.js';

export interface MaxSensitivityOptions extends MetricOptions {
  /** How many disturbed images, from 1. Default: 10. */
  readonly samples?: number;
  /** How far a value may move, as a share of the input's range, above 0 up to 1. Default: 0.02. */
  readonly radius?: number;
}

const OPTIONS = ['samples', 'radius'];

/**
 * The most that an explanation changes when every value of the image is moved a little at random: the largest
 * `|map' - map| / |map|` (Euclidean norms; Yeh et al. 2019, "On the (in)fidelity and sensitivity of explanations"). 0: not at
 * all; above 1: by more than itself. `null` for an empty map.
 *
 * The paper searches the worst disturbance by sampling, as here.
 * @throws as `stability`.
 */
export async function maxSensitivity(
  model: Predictor,
  image: ImageInput,
  document: EvidenceDocument,
  options: MaxSensitivityOptions = {},
): Promise<number | null> {
  checkOptions(options);
  const spec = { name: 'maxSensitivity', options: OPTIONS };
  return maxSensitivityOf(await openTrial(spec, model, image, document, options), options);
}

export async function maxSensitivityOf(trial: Trial, options: MaxSensitivityOptions): Promise<number | null> {
  const { samples, radius } = checkOptions(options);
  const { model, document, input, seed, signal, onProgress } = trial;
  const { range } = model.input ?? ANY_INPUT;
  const reach = radius * Math.abs(range[1] - range[0]);
  const { uniform } = random(seed);
  const own = placesOf(document, 1).values;
  const size = norm(own);
  let most = 0;
  for (let i = 0; i < samples; i++) {
    signal?.throwIfAborted();
    const data = input.values.data.map((value) => value + reach * (2 * uniform() - 1));
    const moved = await explainAgain(trial, { image: { shape: input.values.shape, data, name: input.name } });
    most = Math.max(most, norm(placesOf(moved, 1).values.map((value, at) => value - own[at])));
    onProgress?.({ done: i + 1, total: samples, stage: 'Explaining disturbed images' });
  }
  return size === 0 ? null : most / size;
}

/** Euclidean; `Math.hypot` takes its values as arguments, of which there are too many. */
function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function checkOptions({ samples = 10, radius = 0.02 }: MaxSensitivityOptions) {
  return {
    samples: wholeNumber('samples', samples, 1),
    radius: finiteNumber('radius', radius, 'a share above 0 up to 1', (value) => value > 0 && value <= 1),
  };
}
