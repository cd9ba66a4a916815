import type { ImageInput } from '../../image/image.js';
import { forward } from '../../network/forward.js';
import type { Network } from '../../network/network.js';
import type { NdArray } from '../../numeric/nd-array.js';
import { type Inquiry, type MethodSpec, openInquiry } from '../inquiry.js';
import { questionsOf } from '../question.js';
import { wholeOf } from '../whole-scores.js';
import type { CamOptions } from './options.js';

/** As `inquire`, with the values of some nodes for the image, without the batch axis, from the same forward pass. */
export async function inquireCells(
  spec: MethodSpec,
  model: Network,
  image: ImageInput,
  options: CamOptions,
  nodes: readonly string[],
): Promise<{ readonly inquiry: Inquiry<Network>; readonly values: ReadonlyMap<string, NdArray> }> {
  const opening = openInquiry(spec, model, image, options);
  const { input, output, signal, meter } = opening;
  const found = await forward(model, input.values, [model.logits, model.output, ...nodes], { signal });
  meter.count(1);
  const whole = wholeOf(model, output, found);
  const values = new Map(
    nodes.map((node) => {
      const { shape, data } = found.get(node) as NdArray;
      return [node, { shape: shape.slice(1), data }];
    }),
  );
  return { inquiry: { ...opening, whole, questions: questionsOf(model, whole.scores, options) }, values };
}
