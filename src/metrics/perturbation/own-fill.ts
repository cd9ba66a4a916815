import { type Baseline, checkBaseline } from '../../attribution/baseline.js';
import { checkHide, hideAll } from '../../attribution/perturbation/hide.js';
import { regionsOf } from '../../attribution/perturbation/regions.js';
import { decodeArray } from '../../document/encode.js';
import { ANY_INPUT } from '../../image/input-spec.js';
import { random } from '../../numeric/random.js';
import { fillOf, type Trial } from '../trial.js';

/**
 * What a document's method took for "nothing to see", values `[h, w, c]`: its `baseline`, or what it hid regions by (`hide`). A map is
 * a statement about the difference to that. 0 where the document says neither, or a baseline of values that it does not hold.
 */
export function ownFill(trial: Trial): Float32Array {
  const { document, input, model, seed } = trial;
  const { baseline, hide, blurSigma } = document.method.options;
  if (hide !== undefined && document.kind === 'superpixels') {
    const [, height, width, channels] = input.values.shape;
    const labels = Int32Array.from(decodeArray(document.result.segments).data);
    const count = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
    return hideAll(checkHide(hide), input.values, {
      regions: regionsOf({ count, width, height, labels }, channels),
      range: (model.input ?? ANY_INPUT).range,
      blurSigma: typeof blurSigma === 'number' ? blurSigma : Math.max(height, width) / 10,
      random: random(document.method.seed ?? seed),
    });
  }
  return fillOf(trial, isNamed(baseline) ? checkBaseline(baseline) : 0).values;
}

/** Of a baseline of values documents hold the word alone. */
const isNamed = (baseline: unknown): baseline is Baseline => baseline !== undefined && baseline !== 'values';
