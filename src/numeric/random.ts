import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers (xoroshiro128+): one seed, one sequence, on every machine. */
export interface Random {
  /** Uniform in 0 (included) .. 1 (excluded). */
  uniform(): number;
  /** Uniform whole number, both ends included. */
  integer(low: number, high: number): number;
  /** Normal with mean 0 and standard deviation 1 (Box and Muller 1958). */
  normal(): number;
  /** The same array, shuffled in place (Fisher and Yates). */
  shuffle<T>(values: T[]): T[];
}

/**
 * A seeded source of random numbers.
 * @throws RangeError if `seed` is not a whole number.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`Cannot seed with ${seed}: expected a whole number`);
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  const integer = (low: number, high: number) => uniformInt(generator, low, high);
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle: (values) => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [values[i], values[j]] = [values[j], values[i]];
      }
      return values;
    },
  };
}
