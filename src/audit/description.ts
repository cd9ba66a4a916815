import type { Concept } from './concepts.js';
import { descriptorLayout, descriptorLength } from './describe-regions.js';
import { type ImageEvidence, regionCount } from './image-evidence.js';
import { colourName, placeName } from './words.js';

/** A concept in words: `white, in the lower part, 56 % of the picture`. */
export function descriptionOf(concept: Concept, images: readonly ImageEvidence[]): string {
  const looks = looksOf(concept, images);
  const area = Math.round(100 * concept.shareOfArea);
  return `${looks.colour}, ${looks.place}, ${area < 1 ? 'under 1' : area} % of the picture`;
}

function looksOf({ predicted, members }: Concept, images: readonly ImageEvidence[]) {
  const lab = [0, 0, 0];
  const [place, square] = [
    [0, 0],
    [0, 0],
  ];
  let all = 0;
  for (const [index, marked] of members) {
    const image = images[index];
    if (image.predicted !== predicted) continue;
    const length = image.descriptors.length / regionCount(image);
    const start = length - LOOKS;
    for (let region = 0; region < marked.length; region++) {
      if (!marked[region]) continue;
      const size = image.sizes[region] / image.labels.length;
      const at = region * length + start;
      for (let k = 0; k < 3; k++) lab[k] += size * image.descriptors[at + k];
      for (let k = 0; k < 2; k++) {
        place[k] += size * image.descriptors[at + 7 + k];
        square[k] += size * image.descriptors[at + 7 + k] ** 2;
      }
      all += size;
    }
  }
  const mean = (sum: number) => sum / Math.max(all, 1e-9);
  const spread = (k: number) => Math.sqrt(Math.max(0, mean(square[k]) - mean(place[k]) ** 2));
  return {
    colour: colourName(lab.map(mean)),
    place: placeName([mean(place[0]), mean(place[1])], [spread(0), spread(1)]),
  };
}

/** How many numbers of a description are for people: all but the network's. */
const LOOKS = descriptorLength(descriptorLayout(0));
