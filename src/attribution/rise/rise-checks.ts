import { countOf, formatNumber } from '../../document/format.js';
import type { CheckPart } from '../../document/parts.js';
import { clearFrom } from '../../document/side.js';
import { correlation } from '../../numeric/rank-correlation.js';
import type { Sampling } from '../perturbation/grow-until-settled.js';
import type { Estimate, MaskMoments } from './mask-moments.js';

/** Correlation of the maps of two halves of the samples below which the map is mostly noise. */
const LEAST_CORRELATION = 0.5;

/** How far to trust a map from random masks; `places` of it count as independent. */
export function riseChecks(moments: MaskMoments, question: number, sampling: Sampling, places: number): CheckPart[] {
  const checks = [strongestIsClear(moments.centred(question), places), halvesAgree(moments.halves(question))];
  if (sampling.settled === null) return checks;
  const words = sampling.settled ? 'is known as well as asked for' : 'was not known as well as asked for';
  const sentence = `The map ${words} after ${countOf(moments.count, 'mask')}.`;
  return [...checks, { name: 'settled', value: moments.count, passes: sampling.settled, sentence }];
}

function strongestIsClear({ values, standardErrors }: Estimate, places: number): CheckPart {
  let strongest = 0;
  for (let pixel = 1; pixel < values.length; pixel++) {
    if (Math.abs(values[pixel]) > Math.abs(values[strongest])) strongest = pixel;
  }
  const [value, error] = [values[strongest], standardErrors[strongest]];
  const passes = Math.abs(value) > clearFrom(places) * error;
  const said = `${formatNumber(value)} with standard error ${formatNumber(error)}`;
  return {
    name: 'standard-error',
    value: value === 0 ? null : error / Math.abs(value),
    passes,
    sentence: passes
      ? `The strongest evidence is told from 0: ${said}.`
      : `Not even the strongest evidence is told from 0: ${said}. Use more samples or fewer cells.`,
  };
}

function halvesAgree([one, two]: readonly [Float64Array, Float64Array]): CheckPart {
  const value = correlation(one, two);
  const passes = value !== null && value >= LEAST_CORRELATION;
  const maps = `the maps of two halves of the samples ${value === null ? 'do not vary' : `correlate by ${value.toFixed(2)}`}`;
  return {
    name: 'split-half',
    value,
    passes,
    sentence: passes ? `Found again: ${maps}.` : `Mostly noise: ${maps}. Use more samples or fewer cells.`,
  };
}
