import type { Merge } from './region-tree.js';

/** Scores coalitions: `shown` is `[n, regions]` of 0 and 1, the answer one array of `n` scores a question. */
export type ScoreCoalitions = (shown: Uint8Array) => Promise<readonly Float64Array[]>;

export interface OwenOptions {
  /** Scores of the image and of the baseline, one a question. */
  readonly whole: readonly number[];
  readonly base: readonly number[];
  /** The most coalitions that may be scored. */
  readonly samples: number;
  readonly score: ScoreCoalitions;
}

export interface OwenValues {
  /** One array a question, of one value a region. */
  readonly weights: readonly Float64Array[];
  /** Of each question, how much of the absolute evidence was handed down to single regions, 0..1. */
  readonly divided: readonly number[];
  /** How many coalitions were scored. */
  readonly samples: number;
}

/** A node of the tree in one of its contexts: what the others show meanwhile, and what the node changes then. */
interface Part {
  readonly node: number;
  readonly context: Uint8Array;
  /** Scores with the node hidden and shown. */
  readonly off: readonly number[];
  readonly on: readonly number[];
  /** How likely this context is. */
  readonly weight: number;
}

/** Parts that are divided at a time, so that their images fill batches: the largest, and those at least a tenth of it. */
const AT_ONCE = 32;
const WORTHWHILE = 0.1;

/**
 * Owen's values of a tree of regions (Owen 1977, "Values of games with a priori unions", carried on down the tree): what a
 * node changes is shared between its two children as two players would by Shapley, each while the other is hidden and
 * while it is shown; and so on for each child in both of these contexts.
 *
 * The parts that change the score most are divided first. What is left when `samples` have been scored is shared equally
 * among the regions of its node. The values add up to score of the image minus score of the baseline throughout.
 */
export async function owenValues(regions: number, merges: readonly Merge[], options: OwenOptions): Promise<OwenValues> {
  const { whole, base, score } = options;
  const members = membersOf(regions, merges);
  const weights = whole.map(() => new Float64Array(regions));
  const [given, left] = [whole.map(() => 0), whole.map(() => 0)];
  const root = regions + merges.length - 1;
  let parts: Part[] = [{ node: root, context: new Uint8Array(regions), off: base, on: whole, weight: 1 }];
  let samples = 0;

  const give = ({ node, on, off, weight }: Part, sums: number[]) => {
    whole.forEach((_, question) => {
      const share = weight * (on[question] - off[question]);
      sums[question] += Math.abs(share);
      for (const region of members[node]) weights[question][region] += share / members[node].length;
    });
  };
  const isRegion = ({ node }: Part) => node < regions;
  for (const part of parts.filter(isRegion)) give(part, given);
  parts = parts.filter((part) => !isRegion(part));
  while (parts.length > 0 && samples + 2 <= options.samples) {
    const chosen = takeLargest(parts, Math.min(AT_ONCE, Math.floor((options.samples - samples) / 2)));
    const shown = childCoalitions(chosen, regions, merges, members);
    const scores = await score(shown);
    samples += 2 * chosen.length;
    const children = chosen.flatMap((part, i) =>
      divide(
        part,
        merges[part.node - regions],
        members,
        [2 * i, 2 * i + 1].map((row) => scores.map((each) => each[row])),
      ),
    );
    for (const part of children.filter(isRegion)) give(part, given);
    parts.push(...children.filter((part) => !isRegion(part)));
  }
  for (const part of parts) give(part, left);
  const divided = given.map((sum, question) => (sum + left[question] > 0 ? sum / (sum + left[question]) : 1));
  return { weights, divided, samples };
}

/** The regions of each node. */
function membersOf(regions: number, merges: readonly Merge[]): number[][] {
  const members = Array.from({ length: regions }, (_, region) => [region]);
  for (const [a, b] of merges) members.push([...members[a], ...members[b]]);
  return members;
}

/** Takes the parts out of the list where most is at stake, at most `most`. */
function takeLargest(parts: Part[], most: number): Part[] {
  parts.sort((a, b) => changeOf(b) - changeOf(a));
  const least = WORTHWHILE * changeOf(parts[0]);
  const enough = parts.findIndex((part) => changeOf(part) < least);
  return parts.splice(0, Math.min(most, enough < 0 ? parts.length : enough));
}

/** How much is at stake, for the question where it is most. */
function changeOf({ on, off, weight }: Part): number {
  return weight * Math.max(...on.map((score, question) => Math.abs(score - off[question])));
}

/** Of each part, its context with the first child alone, and with the second. */
function childCoalitions(
  parts: readonly Part[],
  regions: number,
  merges: readonly Merge[],
  members: readonly (readonly number[])[],
): Uint8Array {
  const shown = new Uint8Array(2 * parts.length * regions);
  parts.forEach(({ node, context }, i) => {
    merges[node - regions].forEach((child, k) => {
      shown.set(withMembers(context, members[child]), (2 * i + k) * regions);
    });
  });
  return shown;
}

/** Each child in two contexts: the other hidden, the other shown. */
function divide(
  { context, off, on, weight }: Part,
  children: Merge,
  members: readonly (readonly number[])[],
  alone: readonly (readonly number[])[],
): Part[] {
  return children.flatMap((node, k): Part[] => {
    const other = 1 - k;
    const beside = withMembers(context, members[children[other]]);
    return [
      { node, context, off, on: alone[k], weight: weight / 2 },
      { node, context: beside, off: alone[other], on, weight: weight / 2 },
    ];
  });
}

function withMembers(context: Uint8Array, members: readonly number[]): Uint8Array {
  const shown = context.slice();
  for (const region of members) shown[region] = 1;
  return shown;
}
