import type { Network } from '../../network/network.js';
import { normalQuantile } from '../../numeric/normal-quantile.js';
import { random } from '../../numeric/random.js';
import { differentiate } from '../gradient/differentiate.js';
import type { Inquiry } from '../inquiry.js';
import { growUntilSettled, type Sampling } from '../perturbation/grow-until-settled.js';
import type { ResolvedSmoothgrad } from './options.js';
import { type RunningMoments, relativeError, startMoments, withMap } from './running-moments.js';

/** When `auto` looks for the first time. */
const FIRST_LOOK = 50;

export interface SampledGradients {
  /** Of each question's gradients, or of their squares. */
  readonly moments: readonly RunningMoments[];
  readonly sampling: Sampling;
}

/** Gradients at noisy copies of the image, as many as asked for or until the strongest values are known. */
export async function sampleGradients(
  inquiry: Inquiry<Network>,
  sigma: number,
  settings: ResolvedSmoothgrad,
): Promise<SampledGradients> {
  const { questions, input, onProgress } = inquiry;
  const { form, samples, confidence, tolerance, maxSamples } = settings;
  const { data } = input.values;
  const { normal } = random(inquiry.seed);
  const moments = questions.map(() => startMoments(data.length));
  const most = (samples === 'auto' ? maxSamples : samples) * questions.length;
  const halfWidths = normalQuantile((1 + confidence) / 2);
  let grown = 0;
  const sampling = await growUntilSettled({
    samples,
    first: FIRST_LOOK,
    most: maxSamples,
    grow: async (to) => {
      const from = grown;
      grown = to;
      await differentiate(inquiry, {
        from,
        to,
        onProgress: ({ done }) => onProgress?.({ done: from * questions.length + done, total: most }),
        compose: (values) => {
          for (let i = 0; i < values.length; i++) values[i] = data[i] + sigma * normal();
        },
        take: (gradient, question) => {
          moments[question] = withMap(moments[question], gradient, form === 'squared' ? 'squared' : 'plain');
        },
      });
    },
    isSettled: () => moments.every((each) => halfWidths * (relativeError(each) ?? 0) <= tolerance),
  });
  if (grown * questions.length < most) onProgress?.({ done: most, total: most });
  return { moments, sampling };
}
