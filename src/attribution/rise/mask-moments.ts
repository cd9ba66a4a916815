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

/** The pixels of a mask, and how far those lie apart whose standard errors are worked out: the others have the nearest one's. */
export interface MomentsShape {
  readonly height: number;
  readonly width: number;
  readonly step: number;
}

interface Sums {
  /** Of the first score. */
  origin: number;
  readonly score: Totals;
  /** Sums of `s d`, where `d` is the mask less its mean: one a pixel. */
  readonly sd: Float64Array;
  /** Sums of `s d^2`, `s^2 d`, `s^2 d^2`: one a pixel whose standard error is worked out. */
  readonly sdd: Float64Array;
  readonly ssd: Float64Array;
  readonly ssdd: Float64Array;
}

/** Sums of the scores and of their squares. */
interface Totals {
  s: number;
  ss: number;
}

export function maskMoments(shape: MomentsShape, questions: number, keep: number): MaskMoments {
  const pixels = shape.height * shape.width;
  const { sampled, nearest } = sampling(shape);
  const [d, oddD, dd] = [pixels, pixels, sampled.length].map((length) => new Float64Array(length));
  const sums = Array.from({ length: questions }, (): Sums => {
    const [sdd, ssd, ssdd] = [0, 1, 2].map(() => new Float64Array(sampled.length));
    return { origin: 0, score: { s: 0, ss: 0 }, sd: new Float64Array(pixels), sdd, ssd, ssdd };
  });
  const odd = sums.map(() => ({ s: 0, sd: new Float64Array(pixels) }));
  const masks = { d, dd, keep, sampled, nearest };
  let count = 0;

  const add = (mask: Float32Array, scores: readonly number[]) => {
    const isOdd = count % 2 === 1;
    addSquares(mask, masks);
    if (isOdd) addTimes(mask, keep, 1, oddD);
    for (const [question, score] of scores.entries()) {
      const sum = sums[question];
      if (count === 0) sum.origin = score;
      const s = score - sum.origin;
      sum.score.s += s;
      sum.score.ss += s * s;
      if (question === 0) addBoth(mask, keep, s, d, sum.sd);
      else addTimes(mask, keep, s, sum.sd);
      addProducts(mask, masks, s, sum);
      if (!isOdd) continue;
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
    centred: (question) => centredOf(sums[question], masks, count),
    plain: (question) => plainOf(sums[question], masks, count),
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

interface Masks {
  /** Sums of the mask less its mean, one a pixel, and of its square, one a sampled pixel. */
  readonly d: Float64Array;
  readonly dd: Float64Array;
  readonly keep: number;
  /** Pixels whose standard errors are worked out, and which of them is nearest to each pixel. */
  readonly sampled: Int32Array;
  readonly nearest: Int32Array;
}

function sampling({ height, width, step }: MomentsShape): Pick<Masks, 'sampled' | 'nearest'> {
  const across = Math.ceil(width / step);
  const middle = (part: number, side: number) => Math.min(part * step + Math.floor(step / 2), side - 1);
  const sampled = Int32Array.from({ length: Math.ceil(height / step) * across }, (_, i) => {
    return middle(Math.floor(i / across), height) * width + middle(i % across, width);
  });
  const nearest = Int32Array.from({ length: height * width }, (_, pixel) => {
    return Math.floor(Math.floor(pixel / width) / step) * across + Math.floor((pixel % width) / step);
  });
  return { sampled, nearest };
}

function addTimes(mask: Float32Array, keep: number, s: number, sums: Float64Array): void {
  for (let pixel = 0; pixel < mask.length; pixel++) sums[pixel] += s * (mask[pixel] - keep);
}

/** Masks and their products with a score in one go: most studies have one question. */
function addBoth(mask: Float32Array, keep: number, s: number, sums: Float64Array, products: Float64Array): void {
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const x = mask[pixel] - keep;
    sums[pixel] += x;
    products[pixel] += s * x;
  }
}

function addSquares(mask: Float32Array, { keep, sampled, dd }: Masks): void {
  for (let i = 0; i < sampled.length; i++) dd[i] += (mask[sampled[i]] - keep) ** 2;
}

function addProducts(mask: Float32Array, { keep, sampled }: Masks, s: number, { sdd, ssd, ssdd }: Sums): void {
  for (let i = 0; i < sampled.length; i++) {
    const x = mask[sampled[i]] - keep;
    const sx = s * x;
    sdd[i] += sx * x;
    ssd[i] += s * sx;
    ssdd[i] += sx * sx;
  }
}

function centredOf({ score, sd, sdd, ssdd }: Sums, { d, dd, keep, sampled, nearest }: Masks, n: number): Estimate {
  const mean = score.s / n;
  const values = sd.map((value, pixel) => (value - mean * d[pixel]) / (n * keep));
  const errors = sdd.map((crossed, i) => {
    const squares = ssdd[i] - 2 * mean * crossed + mean * mean * dd[i];
    return standardError(squares / (keep * keep), values[sampled[i]], n);
  });
  return { values, standardErrors: Float64Array.from(nearest, (i) => errors[i]) };
}

function plainOf(sums: Sums, { d, dd, keep, sampled, nearest }: Masks, n: number): Estimate {
  const { origin, score, sd, sdd, ssd, ssdd } = sums;
  const values = sd.map((value, pixel) => {
    return (value + keep * score.s + origin * (d[pixel] + n * keep)) / (n * keep);
  });
  // The squares of (origin + s) (keep + d), term by term.
  const errors = sdd.map((sdd, i) => {
    const pixel = sampled[i];
    const masks = dd[i] + 2 * keep * d[pixel] + n * keep * keep;
    const crossed = sdd + 2 * keep * sd[pixel] + keep * keep * score.s;
    const scores = ssdd[i] + 2 * keep * ssd[i] + keep * keep * score.ss;
    const squares = origin * origin * masks + 2 * origin * crossed + scores;
    return standardError(squares / (keep * keep), values[pixel], n);
  });
  return { values, standardErrors: Float64Array.from(nearest, (i) => errors[i]) };
}

/** Of a mean of `n` terms with this sum of squares. */
function standardError(squares: number, mean: number, n: number): number {
  return Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
}
