/** A map with what is not known of it: both `[h, w]`, row-major. */
export interface Estimate {
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
}

/**
 * What RISE needs to remember of masks and scores: sums over samples, one a pixel, whatever the number of samples.
 * Scores count from the first one and masks from `keep`, so that sums of squares do not drown in rounding.
 */
export interface MaskMoments {
  /** Takes a mask with its score a question. */
  add(mask: Float32Array, scores: readonly number[]): void;
  readonly count: number;
  /** Mean score over all masks. */
  mean(question: number): number;
  /** How much higher the mean score is when a pixel is kept: `sum (s - mean) (m - keep) / (n keep)`. */
  centred(question: number): Estimate;
  /** The paper's `sum s m / (n keep)`. */
  plain(question: number): Estimate;
  /** The centred maps of every second sample, and of the others. */
  halves(question: number): readonly [Float64Array, Float64Array];
}

interface Sums {
  /** Of the first score. */
  origin: number;
  readonly score: Totals;
  /** Sums of `s d`, `s d^2`, `s^2 d`, `s^2 d^2`, where `d` is the mask less its mean. */
  readonly sd: Float64Array;
  readonly sdd: Float64Array;
  readonly ssd: Float64Array;
  readonly ssdd: Float64Array;
}

/** Sums of the scores and of their squares. */
interface Totals {
  s: number;
  ss: number;
}

export function maskMoments(pixels: number, questions: number, keep: number): MaskMoments {
  const make = () => new Float64Array(pixels);
  const [d, dd, oddD] = [make(), make(), make()];
  const sums = Array.from({ length: questions }, (): Sums => {
    return { origin: 0, score: { s: 0, ss: 0 }, sd: make(), sdd: make(), ssd: make(), ssdd: make() };
  });
  const odd = sums.map(() => ({ s: 0, sd: make() }));
  let count = 0;

  const add = (mask: Float32Array, scores: readonly number[]) => {
    addMask(mask, keep, d, dd);
    if (count % 2 === 1) addTimes(mask, keep, 1, oddD);
    for (const [question, score] of scores.entries()) {
      const sum = sums[question];
      if (count === 0) sum.origin = score;
      const s = score - sum.origin;
      sum.score.s += s;
      sum.score.ss += s * s;
      addScore(mask, keep, s, sum);
      if (count % 2 === 0) continue;
      odd[question].s += s;
      addTimes(mask, keep, s, odd[question].sd);
    }
    count++;
  };
  return {
    add,
    get count() {
      return count;
    },
    mean: (question) => sums[question].origin + sums[question].score.s / count,
    centred: (question) => centredOf(sums[question], d, dd, count, keep),
    plain: (question) => plainOf(sums[question], d, dd, count, keep),
    halves: (question) => {
      const [{ s, sd }, all] = [odd[question], sums[question]];
      const odds = Math.floor(count / 2);
      const map = (n: number, score: number, cross: Float64Array, masks: Float64Array) =>
        cross.map((value, pixel) => (value - (score / n) * masks[pixel]) / (n * keep));
      const evenSd = all.sd.map((value, pixel) => value - sd[pixel]);
      const evenD = d.map((value, pixel) => value - oddD[pixel]);
      return [map(odds, s, sd, oddD), map(count - odds, all.score.s - s, evenSd, evenD)];
    },
  };
}

function addMask(mask: Float32Array, keep: number, d: Float64Array, dd: Float64Array): void {
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const x = mask[pixel] - keep;
    d[pixel] += x;
    dd[pixel] += x * x;
  }
}

function addTimes(mask: Float32Array, keep: number, s: number, sums: Float64Array): void {
  for (let pixel = 0; pixel < mask.length; pixel++) sums[pixel] += s * (mask[pixel] - keep);
}

function addScore(mask: Float32Array, keep: number, s: number, { sd, sdd, ssd, ssdd }: Sums): void {
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const x = mask[pixel] - keep;
    const sx = s * x;
    sd[pixel] += sx;
    sdd[pixel] += sx * x;
    ssd[pixel] += s * sx;
    ssdd[pixel] += sx * sx;
  }
}

function centredOf(
  { score, sd, sdd, ssdd }: Sums,
  d: Float64Array,
  dd: Float64Array,
  n: number,
  keep: number,
): Estimate {
  const mean = score.s / n;
  const values = sd.map((value, pixel) => (value - mean * d[pixel]) / (n * keep));
  const standardErrors = values.map((value, pixel) => {
    const squares = ssdd[pixel] - 2 * mean * sdd[pixel] + mean * mean * dd[pixel];
    return standardError(squares / (keep * keep), value, n);
  });
  return { values, standardErrors };
}

function plainOf(sums: Sums, d: Float64Array, dd: Float64Array, n: number, keep: number): Estimate {
  const { origin, score, sd, sdd, ssd, ssdd } = sums;
  const values = sd.map((value, pixel) => {
    return (value + keep * score.s + origin * (d[pixel] + n * keep)) / (n * keep);
  });
  // The squares of (origin + s) (keep + d), term by term.
  const standardErrors = values.map((value, pixel) => {
    const masks = dd[pixel] + 2 * keep * d[pixel] + n * keep * keep;
    const crossed = sdd[pixel] + 2 * keep * sd[pixel] + keep * keep * score.s;
    const scores = ssdd[pixel] + 2 * keep * ssd[pixel] + keep * keep * score.ss;
    return standardError((origin * origin * masks + 2 * origin * crossed + scores) / (keep * keep), value, n);
  });
  return { values, standardErrors };
}

/** Of a mean of `n` terms with this sum of squares. */
function standardError(squares: number, mean: number, n: number): number {
  return Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
}
