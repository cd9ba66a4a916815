import { mean } from '../numeric/mean.js';
import type { NdArray } from '../numeric/nd-array.js';
import { random } from '../numeric/random.js';
import { pasted } from './composites.js';
import { type Effect, effectOf, type Outcome } from './effect.js';
import { evidenceOutside } from './evidence-shares.js';
import { fitting, type Laboratory, outcomeOf, probabilities, withoutObject } from './experiments.js';
import { type ImageEvidence, outsideRegions } from './image-evidence.js';

/** Of the images predicted as one class: what another background does to the prediction, and what another object does. */
export interface Swap {
  readonly predicted: number;
  /** The object stays, all around it comes from an image of another prediction. */
  readonly background: Effect;
  /** The background stays, the object comes from such an image. */
  readonly object: Effect;
  /** Shares of the evidence, and of the area, that lie outside the objects. */
  readonly evidenceOutside: number;
  readonly areaOutside: number;
}

/** Swaps backgrounds against objects, where there are masks: a class that is read from the object does not mind where it is. */
export async function swapTest(lab: Laboratory, predicted: number): Promise<Swap | null> {
  const source = random(lab.seed + 2);
  const masked = lab.images.flatMap((image, i) => (image.outside ? [i] : []));
  const own = source.shuffle(masked.filter((i) => lab.images[i].predicted === predicted)).slice(0, lab.most);
  const donors = masked.filter((i) => lab.images[i].predicted !== predicted);
  const outcomes: Record<'background' | 'object', Outcome[]> = { background: [], object: [] };
  for (const index of own) {
    const input = await lab.shelf.input(index);
    const from = source.shuffle(fitting(lab, donors, index)).slice(0, lab.repeats);
    if (input === null || from.length === 0) continue;
    const trials: Float32Array[] = [];
    for (const donor of from) {
      const given = await lab.shelf.input(donor);
      if (given === null) continue;
      trials.push(...swapped(input.values, lab.images[index], given.values, lab.images[donor]));
    }
    const scores = await probabilities(lab, trials, input.values);
    const outcome = (side: 0 | 1) =>
      outcomeOf(
        scores.filter((_, i) => i % 2 === side),
        lab.images[index],
        predicted,
        -1,
      );
    if (scores.length === 0) continue;
    outcomes.background.push(outcome(0));
    outcomes.object.push(outcome(1));
    lab.onImage?.();
  }
  if (outcomes.background.length === 0) return null;
  const images = own.map((i) => lab.images[i]);
  return {
    predicted,
    background: effectOf(outcomes.background, lab.seed),
    object: effectOf(outcomes.object, lab.seed),
    evidenceOutside: mean(images.map((image) => evidenceOutside(image) ?? 0)),
    areaOutside: mean(images.map(areaOutside)),
  };
}

/** The image with another background, and with another object. */
function swapped(
  values: NdArray,
  image: ImageEvidence,
  from: NdArray,
  donor: ImageEvidence,
): [background: Float32Array, object: Float32Array] {
  const [ownOutside, otherOutside] = [outsideRegions(image), outsideRegions(donor)] as [Uint8Array, Uint8Array];
  const background = pasted(values, withoutObject(from.data, donor), (pixel) => ownOutside[image.labels[pixel]] === 1);
  const empty = { shape: values.shape, data: withoutObject(values.data, image) };
  return [background, pasted(empty, from.data, (pixel) => otherOutside[donor.labels[pixel]] === 0)];
}

function areaOutside({ outside, sizes, labels }: ImageEvidence): number {
  return outside?.reduce((sum, share, region) => sum + (share * sizes[region]) / labels.length, 0) ?? 0;
}
