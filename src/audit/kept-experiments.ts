import { ANY_INPUT } from '../image/input-spec.js';
import type { Concept } from './concepts.js';
import { coverShelf } from './cover-shelf.js';
import { addConcept, type Laboratory, outsideOf, removeConcept } from './experiments.js';
import type { TestedConcept } from './findings.js';
import type { ImageEvidence } from './image-evidence.js';
import type { PictureShelf } from './picture-shelf.js';
import { keyOf, type Study } from './study.js';
import { type Swap, swapTest } from './swaps.js';

/** The experiments of an audit: what was made before comes from the store. Each says how many images it fed forward. */
export interface KeptExperiments {
  concept(concept: Concept): Promise<Omit<TestedConcept, 'concept'> & Cost>;
  swap(predicted: number): Promise<{ readonly swap: Swap | null } & Cost>;
}

interface Cost {
  readonly forwardPasses: number;
}

export function keptExperiments(study: Study, images: readonly ImageEvidence[], shelf: PictureShelf): KeptExperiments {
  const { model, settings, hide, signal, store } = study;
  const laboratory: Omit<Laboratory, 'count'> = {
    model,
    images,
    shelf,
    covers: coverShelf({ images, mean: hide, range: (model.input ?? ANY_INPUT).range, seed: settings.seed }),
    most: settings.experimentImages,
    repeats: settings.repeats,
    seed: settings.seed,
    signal,
  };
  const kept = async <T extends object>(key: string, make: (lab: Laboratory) => Promise<T>): Promise<T & Cost> => {
    const known = parsed<T & Cost>(await store.get(key));
    if (known) return known;
    let forwardPasses = 0;
    const made = await make({ ...laboratory, count: (passes) => (forwardPasses += passes) });
    signal?.throwIfAborted();
    const found = { ...made, forwardPasses };
    await store.set(key, JSON.stringify(found));
    return found;
  };
  // What lies outside the objects, and so may be touched, is that of all images: donors too.
  const outside = images.map((image) => image.outside && [...image.outside]);
  const masks = outside.some(Boolean) ? [keyOf('masks', study, outside)] : [];
  return {
    concept: (concept) => {
      const { predicted } = concept;
      const members = [...concept.members].map(([index, marked]) => [images[index].digest, [...marked].join('')]);
      return kept(keyOf('concept', study, [predicted, members, ...masks]), (lab) => testConcept(lab, concept));
    },
    swap: (predicted) => {
      const key = keyOf('swap', study, [predicted, images.map(({ digest }) => digest), ...masks]);
      return kept(key, async (lab) => ({ swap: await swapTest(lab, predicted) }));
    },
  };
}

async function testConcept(lab: Laboratory, concept: Concept): Promise<Omit<TestedConcept, 'concept'>> {
  const removed = await removeConcept(lab, concept);
  const added = await addConcept(lab, concept);
  const part = outsideOf(lab.images, concept);
  const outside = part && {
    removed: await removeConcept(lab, part, 'outside'),
    added: await addConcept(lab, part, 'outside'),
  };
  return { removed, added, outside };
}

function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
