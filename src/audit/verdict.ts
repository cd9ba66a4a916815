import type { Effect } from './effect.js';
import { leastP } from './statistics.js';

export type Verdict = 'shortcut' | 'object' | 'unclear';

/** An experiment with its control, corrected for how many concepts were tried. */
export interface Corrected {
  readonly effect: Effect;
  readonly control: Effect;
  readonly difference: number;
  readonly p: number;
}

/** Mistakes among images of other classes that show the concept, against those that do not. */
export interface Mistakes {
  readonly with: { readonly images: number; readonly taken: number };
  readonly without: { readonly images: number; readonly taken: number };
  /** One-sided, corrected. */
  readonly p: number;
}

export interface VerdictEvidence {
  /** The class whose evidence it is, and what the others are called: `"husky"` where there are two, `another class`. */
  readonly label: string;
  readonly others: string;
  readonly removed: Corrected;
  readonly added: Corrected | null;
  /** Share of the area of the concept that lies outside the object; `null` without masks. */
  readonly outside: number | null;
  /** The experiments with its part outside the objects alone; `null` without masks. */
  readonly alone: { readonly removed: Corrected | null; readonly added: Corrected | null } | null;
  /** `null` where labels are not known. */
  readonly mistakes: Mistakes | null;
  readonly errorRate: number;
  /** How many tests the audit made: they are corrected for. */
  readonly tests: number;
}

/** An effect of less than this on the class's probability is no reason for an alarm, however certain. */
const LEAST_EFFECT = 0.1;
/** Up to this share outside, a concept is a part of the object. */
const INSIDE = 0.5;
/** How much more often images with a concept must be mistaken for its class than those without. */
const LEAST_MISTAKES = 0.25;

/**
 * What a concept is. It matters if taking it out, or bringing it in, changes the class's probability more than random regions
 * of its size do. One that matters is (a part of) the object if its evidence lies inside; it is a shortcut if it lies outside and
 * that part alone still matters, the objects left untouched; without masks, if images of other classes that show it are
 * mistaken for its class. All else is unclear.
 */
export function verdictOf(evidence: VerdictEvidence): {
  readonly verdict: Verdict;
  readonly tooFew: boolean;
  readonly sentence: string;
} {
  const { removed, added } = evidence;
  const matters = isEffect(removed, evidence) || isEffect(added, evidence);
  const tooFew = !matters && !canTell(removed, evidence) && !canTell(added, evidence);
  const { verdict, reason } = matters
    ? placeOf(evidence)
    : { verdict: 'unclear' as const, reason: idleReason(evidence) };
  return { verdict, tooFew, sentence: `${experimentSentence(evidence)} ${reason}` };
}

/** Why an effect is none, or cannot be told from none. */
function idleReason({ removed, added, ...evidence }: VerdictEvidence): string {
  const large = [removed, added].filter((found) => found !== null && found.difference >= LEAST_EFFECT);
  if (large.length === 0) return 'That is too little to matter.';
  return large.some((found) => canTell(found, evidence))
    ? 'That may be chance.'
    : 'Of so few images that cannot be told from chance.';
}

/** Whether as many images could tell anything from chance, after the correction for the number of tests. */
function canTell(found: Corrected | null, { errorRate, tests }: Pick<VerdictEvidence, 'errorRate' | 'tests'>): boolean {
  return found !== null && tests * leastP(found.effect.images) < errorRate;
}

function isEffect(found: Corrected | null, { errorRate }: VerdictEvidence): boolean {
  return found !== null && found.p < errorRate && found.difference >= LEAST_EFFECT;
}

function placeOf(evidence: VerdictEvidence): { verdict: Verdict; reason: string } {
  const { outside, alone, mistakes, label, errorRate } = evidence;
  if (outside !== null) {
    const where = `${percent(outside)} of it lies outside the masks`;
    const works = isEffect(alone?.removed ?? null, evidence) || isEffect(alone?.added ?? null, evidence);
    if (outside <= INSIDE) return { verdict: 'object', reason: `It is part of the object: ${where}.` };
    if (works) {
      return { verdict: 'shortcut', reason: `It is not part of the object: ${where}, and that part alone does it.` };
    }
    return {
      verdict: 'unclear',
      reason: `Whether it is part of the object is not clear: ${where}, but that part alone does little.`,
    };
  }
  if (mistakes === null) {
    return { verdict: 'unclear', reason: 'Without masks or labels nobody can tell whether it is part of the object.' };
  }
  const [rateWith, rateWithout] = [rateOf(mistakes.with), rateOf(mistakes.without)];
  const counted = `of ${mistakes.with.images} images of other classes that show it ${mistakes.with.taken} are taken for "${label}", of ${mistakes.without.images} without it ${mistakes.without.taken}`;
  if (mistakes.p < errorRate && rateWith - rateWithout >= LEAST_MISTAKES) {
    return { verdict: 'shortcut', reason: `It misleads: ${counted}.` };
  }
  return {
    verdict: 'unclear',
    reason: `It may be the object itself: ${counted}. Masks of the objects would tell.`,
  };
}

const rateOf = ({ images, taken }: Mistakes['with']) => (images === 0 ? 0 : taken / images);

/** `Removing it turns 18 of 24 predictions of "wolf" into "husky"; random regions of the same size turn 2.` */
function experimentSentence({ label, others, removed, added }: VerdictEvidence): string {
  const { effect, control } = removed;
  const taken = `Removing it turns ${effect.flips} of ${effect.images} predictions of "${label}" into ${others}; random regions of the same size turn ${control.flips}.`;
  if (added === null) return taken;
  return `${taken} Bringing it into ${added.effect.images} other images turns ${added.effect.flips} of them into "${label}"; random regions turn ${added.control.flips}.`;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
