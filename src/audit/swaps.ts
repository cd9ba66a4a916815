import { mean } from '../numeric/mean.js';
import type { NdArray } from '../numeric/nd-array.js';
import { random } from '../numeric/random.js';
import { type Composite, pasting, pixelsOf } from './composites.js';
import { type Effect, effectOf, type Outcome } from './effect.js';
import { evidenceOutside } from './evidence-shares.js';
import { fitting, type Laboratory, outcomeOf } from './experiments.js';
import { type ImageEvidence, outsideRegions } from './image-evidence.js';
import { predictTrials, type Trials } from './trials.js';

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
  const exchanges = async function* (): AsyncGenerator<Trials> {
    for (const index of own) {
      const input = await lab.shelf.input(index);
      if (input === null) continue;
      const composites: Composite[] = [];
      for (const donor of source.shuffle(fitting(lab, donors, index)).slice(0, lab.repeats)) {
        const given = await lab.shelf.input(donor);
        if (given !== null) composites.push(...swapped(lab, [index, input.values], [donor, given.values]));
      }
      if (composites.length === 0) continue;
      const outcome = (scores: readonly Float32Array[], side: 0 | 1) =>
        outcomeOf(
          scores.filter((_, i) => i % 2 === side),
          lab.images[index],
          predicted,
          -1,
        );
      yield {
        shape: input.values.shape.slice(1),
        images: composites,
        take: (scores) => {
          outcomes.background.push(outcome(scores, 0));
          outcomes.object.push(outcome(scores, 1));
        },
      };
    }
  };
  await predictTrials(lab, exchanges());
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

type Given = readonly [index: number, values: NdArray];

/** The image with another background, and with another object. */
function swapped({ images, covers }: Laboratory, [index, values]: Given, [donor, from]: Given): [Composite, Composite] {
  const [own, other] = [images[index], images[donor]];
  const [ownOutside, otherOutside] = [own, other].map((image) => outsideRegions(image) as Uint8Array);
  const around = pixelsOf(own, ownOutside);
  const object = pixelsOf(
    other,
    otherOutside.map((outside) => 1 - outside),
  );
  const empty = { shape: values.shape, data: covers.background(index, values) };
  return [pasting(values, covers.background(donor, from), around), pasting(empty, from.data, object)];
}

function areaOutside({ outside, sizes, labels }: ImageEvidence): number {
  return outside?.reduce((sum, share, region) => sum + (share * sizes[region]) / labels.length, 0) ?? 0;
}
