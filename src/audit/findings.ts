import { classAt } from '../attribution/target.js';
import type { Predictor } from '../network/predictor.js';
import type { Concept } from './concepts.js';
import type { Contrast } from './effect.js';
import type { AuditEntry } from './entry.js';
import type { Fill } from './experiments.js';
import { areaShare, type ImageEvidence } from './image-evidence.js';
import type { ResolvedAudit } from './options.js';
import { fisherTest, holm } from './statistics.js';
import { type Corrected, type Mistakes, type Verdict, verdictOf } from './verdict.js';

/** A concept with what the experiments on it gave. */
export interface TestedConcept {
  readonly concept: Concept;
  readonly removed: Partial<Record<Fill, Contrast>>;
  readonly added: Contrast | null;
  /** The same with the part of it that lies outside the objects alone, the objects left untouched; with masks. */
  readonly outside: { readonly removed: Partial<Record<Fill, Contrast>>; readonly added: Contrast | null } | null;
}

/** A concept with its verdict. */
export interface Finding {
  readonly concept: Concept;
  readonly label: string;
  readonly verdict: Verdict;
  /** Whether its images are too few to be told from chance, whatever the experiments gave. */
  readonly tooFew: boolean;
  readonly sentence: string;
  /** With which fill `removed` was made; all of them are in `fills`. */
  readonly fill: Fill;
  readonly fills: Partial<Record<Fill, Contrast>>;
  readonly removed: Corrected & Pick<Contrast, 'interval'>;
  readonly added: (Corrected & Pick<Contrast, 'interval'>) | null;
  /** Share of it that lies outside the objects, and what that part does alone. */
  readonly outside: number | null;
  readonly alone: { readonly removed: Corrected | null; readonly added: Corrected | null } | null;
  readonly mistakes: Mistakes | null;
}

interface FindingsContext {
  readonly images: readonly ImageEvidence[];
  readonly entries: readonly AuditEntry[];
  readonly model: Predictor;
  readonly settings: ResolvedAudit;
}

/** The fills in the order of preference: pixels of other images are nearest to what the classifier knows. */
const PREFERRED: readonly Fill[] = ['swap', 'blur', 'mean', 'noise'];

/** Verdicts on all concepts, corrected for their number (Holm), the strongest first. */
export function findingsOf(tested: readonly TestedConcept[], context: FindingsContext): Finding[] {
  const usable = tested.flatMap((each) => {
    const fill = PREFERRED.find((name) => each.removed[name]);
    if (!fill) return [];
    return [{ ...each, fill, main: each.removed[fill] as Contrast, alone: each.outside?.removed[fill] ?? null }];
  });
  const mistakes = usable.map(({ concept }) => mistakesOf(concept, context));
  // Every test of the audit counts: two experiments a concept, two with its part outside, and one table.
  const tests = usable.flatMap(({ main, added, alone, outside }, i) =>
    [main, added, alone, outside?.added, mistakes[i]].flatMap((test) => (test ? [test] : [])),
  );
  const p = holm(tests.map((test) => test.p));
  const corrected = new Map<object, number>(tests.map((test, i) => [test, p[i]]));
  const correct = <T extends object>(test: T) => ({ ...test, p: corrected.get(test) as number });
  const findings = usable.map(({ concept, fill, main, removed, added, alone, outside }, i): Finding => {
    const evidence = {
      ...wordsOf(concept, context),
      removed: correct(main),
      added: added && correct(added),
      outside: outsideOf(concept, context),
      alone: outside && { removed: alone && correct(alone), added: outside.added && correct(outside.added) },
      mistakes: mistakes[i] && correct(mistakes[i]),
      errorRate: context.settings.errorRate,
      tests: tests.length,
    };
    return { concept, fill, fills: removed, ...evidence, ...verdictOf(evidence) };
  });
  return findings.sort((a, b) => rank(b) - rank(a));
}

const ORDER: Readonly<Record<Verdict, number>> = { shortcut: 2, object: 1, unclear: 0 };

/**
 * Shortcuts first, concepts of which nothing could be told last; within these by what both experiments changed and how much
 * of the evidence it holds, each as far as the concept is one thing.
 */
function rank({ verdict, tooFew, removed, added, concept }: Finding): number {
  const changed = Math.max(removed.difference, 0) + Math.max(added?.difference ?? 0, 0);
  return 10 * (ORDER[verdict] - Number(tooFew)) + (changed + concept.shareOfEvidence) * concept.coherence;
}

function wordsOf({ predicted }: Concept, { model, images }: FindingsContext) {
  const { label } = classAt(model, predicted);
  const count = model.classes?.length ?? Math.max(...images.map((image) => image.predicted)) + 1;
  return { label, others: count === 2 ? `"${classAt(model, 1 - predicted).label}"` : 'another class' };
}

/** Share of the concept's area that lies outside the objects, over the images predicted as its class. */
function outsideOf({ predicted, members }: Concept, { images }: FindingsContext): number | null {
  let [outside, all] = [0, 0];
  for (const [index, marked] of members) {
    const image = images[index];
    if (image.predicted !== predicted || image.outside === null) continue;
    for (let region = 0; region < marked.length; region++) {
      const weight = marked[region] * image.sizes[region] * Math.max(0, image.weights[region]);
      outside += weight * image.outside[region];
      all += weight;
    }
  }
  return all === 0 ? null : outside / all;
}

/** Images of other classes that show about as much of the concept as those of its class, against those that show little. */
function mistakesOf(concept: Concept, { images, entries, model }: FindingsContext): Mistakes | null {
  const { label } = classAt(model, concept.predicted);
  const shareAt = (index: number) => {
    const marked = concept.members.get(index);
    return marked ? areaShare(images[index], marked) : 0;
  };
  const own = images.flatMap(({ predicted }, i) => (predicted === concept.predicted ? [shareAt(i)] : []));
  const typical = own.sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? 0;
  const table = { with: { images: 0, taken: 0 }, without: { images: 0, taken: 0 } };
  let labelled = 0;
  images.forEach(({ predicted }, i) => {
    if (entries[i].label === undefined) return;
    labelled++;
    if (entries[i].label === label) return;
    const side = typical > 0 && shareAt(i) >= typical / 2 ? table.with : table.without;
    side.images++;
    if (predicted === concept.predicted) side.taken++;
  });
  if (labelled === 0) return null;
  return { ...table, p: fisherTest(table.with.taken, table.with.images, table.without.taken, table.without.images) };
}
