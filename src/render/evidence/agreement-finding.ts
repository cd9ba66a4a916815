import type { AgreementMatrix } from '../../document/agreement.js';

/** Rank correlation from which two maps point to the same places. */
const AGREES = 0.5;
/** How many methods a sentence names. */
const MOST = 3;

/** `7 of 9 methods agree on where the evidence for "4" lies (rank correlation above 0.5); Gradient and RISE stand apart.` */
export function agreementFinding(
  spearman: AgreementMatrix['spearman'],
  titles: readonly string[],
  subject: string,
): string {
  const where = `where the evidence for ${subject} lies`;
  if (titles.length < 2) return `One method alone says ${where}: there is nothing to compare it with.`;
  const group = largestGroup(spearman);
  if (group.length < 2) {
    return `No two of ${titles.length} methods agree on ${where} (no rank correlation above ${AGREES}).`;
  }
  const apart = titles.filter((_, i) => !group.includes(i));
  const above = `(rank correlation above ${AGREES})`;
  if (apart.length === 0) return `All ${titles.length} methods agree on ${where} ${above}.`;
  if (apart.length > MOST && group.length <= MOST) {
    return `Only ${named(group.map((i) => titles[i]))} of ${titles.length} methods agree on ${where} ${above}.`;
  }
  return `${group.length} of ${titles.length} methods agree on ${where} ${above}; ${standApart(apart)}.`;
}

/** The maps of which each agrees with each: grown from every map in turn by its best partner, the largest is taken. */
function largestGroup(spearman: AgreementMatrix['spearman']): number[] {
  const agree = (i: number, j: number) => (spearman[i][j] ?? -1) > AGREES;
  const groups = spearman.map((row, start) => {
    const group = [start];
    const byCloseness = [...row.keys()].sort((a, b) => (row[b] ?? -1) - (row[a] ?? -1));
    for (const next of byCloseness) {
      if (next !== start && group.every((member) => agree(member, next))) group.push(next);
    }
    return group;
  });
  return groups.reduce((largest, group) => (group.length > largest.length ? group : largest), []);
}

function standApart(titles: readonly string[]): string {
  if (titles.length > MOST) return `the other ${titles.length} do not agree with these`;
  return `${named(titles)} ${titles.length === 1 ? 'stands' : 'stand'} apart`;
}

/** `Gradient, RISE and LIME`. What has a comma in it, as `Grad-CAM, conv2`, is put in brackets. */
function named(titles: readonly string[]): string {
  const names = titles.map((title) => title.replace(/, (.*)$/, ' ($1)'));
  if (names.length < 2) return names.join();
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
