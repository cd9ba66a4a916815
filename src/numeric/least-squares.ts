/** A table of observations: `rows` x `columns`, row-major. Zeros cost nothing, so 0/1 tables are fast. */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  readonly data: ArrayLike<number>;
}

/** What weighted least squares needs to know of the observations: their weighted moments about the weighted mean. */
export interface Moments {
  readonly columns: number;
  /** Sum of the weights. */
  readonly total: number;
  /** Weighted mean of each column. */
  readonly means: Float64Array;
  /** `[columns, columns]`: the sum of `weight * (x - mean) * (x - mean)'`. */
  readonly gram: Float64Array;
}

/** What weighted least squares needs to know of a response. */
export interface ResponseMoments {
  readonly mean: number;
  /** The sum of `weight * (x - mean) * (y - mean)`, one entry a column. */
  readonly cross: Float64Array;
  /** The sum of `weight * (y - mean)^2`. */
  readonly variation: number;
}

/** Which observations take part: all of them, or the listed rows. */
export type Rows = ArrayLike<number> | undefined;

/** Weighted moments of the observations; computed once, they serve every response, penalty and selection. */
export function momentsOf(design: Design, weights: ArrayLike<number>, rows?: Rows): Moments {
  const means = new Float64Array(design.columns);
  let total = 0;
  eachRow(design, rows, (row, indices, values, length) => {
    total += weights[row];
    for (let i = 0; i < length; i++) means[indices[i]] += weights[row] * values[i];
  });
  for (let j = 0; j < means.length; j++) means[j] /= total;
  return { columns: design.columns, total, means, gram: scatterOf(design, weights, means, rows) };
}

/** Weighted moments of one response. */
export function responseMoments(
  design: Design,
  weights: ArrayLike<number>,
  response: ArrayLike<number>,
  { total, means }: Moments,
  rows?: Rows,
): ResponseMoments {
  let mean = 0;
  eachRow(design, rows, (row) => {
    mean += (weights[row] * response[row]) / total;
  });
  const cross = new Float64Array(design.columns);
  let [variation, drift] = [0, 0];
  eachRow(design, rows, (row, indices, values, length) => {
    const deviation = response[row] - mean;
    const weighted = weights[row] * deviation;
    variation += weighted * deviation;
    drift += weighted;
    for (let i = 0; i < length; i++) cross[indices[i]] += weighted * values[i];
  });
  for (let j = 0; j < cross.length; j++) cross[j] -= drift * means[j];
  return { mean, cross, variation };
}

/** `[columns, columns]`: the sum of `weight * (x - centre) * (x - centre)'`. */
export function scatterOf(
  design: Design,
  weights: ArrayLike<number>,
  centre: ArrayLike<number>,
  rows?: Rows,
): Float64Array {
  const { columns } = design;
  const scatter = new Float64Array(columns * columns);
  const sums = new Float64Array(columns);
  let total = 0;
  eachRow(design, rows, (row, indices, values, length) => {
    const weight = weights[row];
    total += weight;
    for (let i = 0; i < length; i++) {
      const weighted = weight * values[i];
      const start = indices[i] * columns;
      sums[indices[i]] += weighted;
      for (let k = i; k < length; k++) scatter[start + indices[k]] += weighted * values[k];
    }
  });
  for (let i = 0; i < columns; i++) {
    for (let k = i; k < columns; k++) {
      const about = sums[i] * centre[k] + centre[i] * sums[k] - total * centre[i] * centre[k];
      scatter[i * columns + k] -= about;
      scatter[k * columns + i] = scatter[i * columns + k];
    }
  }
  return scatter;
}

type RowVisitor = (row: number, indices: Int32Array, values: Float64Array, length: number) => void;

/** Visits rows as the columns that are not zero, with their values. */
export function eachRow({ rows: height, columns, data }: Design, rows: Rows, visit: RowVisitor): void {
  const indices = new Int32Array(columns);
  const values = new Float64Array(columns);
  const count = rows?.length ?? height;
  for (let at = 0; at < count; at++) {
    const row = rows === undefined ? at : rows[at];
    let length = 0;
    for (let column = 0; column < columns; column++) {
      const value = data[row * columns + column];
      if (value === 0) continue;
      indices[length] = column;
      values[length++] = value;
    }
    visit(row, indices, values, length);
  }
}
