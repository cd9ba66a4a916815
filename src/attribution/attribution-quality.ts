import { formatNumber, formatShare } from '../document/format.js';
import type { CheckPart, QualityPart } from '../document/parts.js';
import { gini } from '../numeric/gini.js';
import type { NdArray } from '../numeric/nd-array.js';

/** What the values should add up to, and how far they are from it. */
export interface Completeness {
  /** Sum of the values minus `total`. */
  readonly delta: number;
  /** Score of the image minus score of the baseline. */
  readonly total: number;
  /** What makes it more exact. Default: more steps. */
  readonly advice?: string;
}

/** Residuals up to this share of the total are those of a sound approximation. */
const COMPLETE = 0.05;

interface QualityContext {
  /** What is explained, as a person would say it. */
  readonly subject: string;
  /** Whether a value's sign says what speaks for and what against. Default: true. */
  readonly signed?: boolean;
  readonly completeness?: Completeness;
  readonly checks?: readonly CheckPart[];
  readonly sentences?: readonly string[];
}

/**
 * What can be said of a map without running the network again: whether there is anything in it, anything that speaks for
 * the class, how concentrated it is, whether it adds up. `trustworthy` is `false` where a check fails and `null` where
 * nothing was tested that could.
 */
export function qualityOf(values: NdArray, context: QualityContext): QualityPart {
  const { subject, signed = true, completeness, checks: more = [], sentences = [] } = context;
  const checks = [
    ...(completeness ? [completenessCheck(completeness)] : []),
    positiveCheck(values, subject, signed),
    sparsenessCheck(values),
    ...more,
  ];
  return qualityFrom(checks, sentences);
}

/** The verdict that checks add up to: failed ones first, as the sentences that a person should read. */
export function qualityFrom(checks: readonly CheckPart[], sentences: readonly string[] = []): QualityPart {
  const failed = checks.filter(({ passes }) => passes === false);
  const passed = checks.some(({ passes }) => passes === true);
  return {
    trustworthy: failed.length > 0 ? false : passed ? true : null,
    sentences: [...failed.map(({ sentence }) => sentence), ...sentences],
    checks: [...checks],
  };
}

function completenessCheck({ delta, total, advice = 'take more steps' }: Completeness): CheckPart {
  const passes = Math.abs(delta) <= COMPLETE * Math.abs(total) + 1e-4;
  const sum = `The values add up to ${formatNumber(total + delta)}, the score changes by ${formatNumber(total)}`;
  return {
    name: 'completeness',
    value: delta,
    passes,
    sentence: passes
      ? `${sum}: ${isExact(delta, total) ? 'nothing is lost' : `all but ${formatShare(Math.abs(delta / total))}`}.`
      : `${sum}: the approximation is too coarse, ${advice}.`,
  };
}

const isExact = (delta: number, total: number) => Math.abs(delta) <= 0.001 * Math.abs(total) + 1e-6;

/** Share of the positive values in the whole magnitude, where signs mean something. A map of zeros fails: it is not an answer. */
function positiveCheck({ data }: NdArray, subject: string, signed: boolean): CheckPart {
  let sum = 0;
  let magnitude = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  // Without a branch on the sign, which processors guess wrong every second time.
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    sum += value;
    magnitude += Math.abs(value);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = `values from ${formatNumber(low)} to ${formatNumber(high)}`;
  const name = 'positive-share';
  if (magnitude === 0) {
    return {
      name,
      value: null,
      passes: false,
      sentence: `Every value is 0: the method saw no evidence for ${subject}.`,
    };
  }
  if (!signed) {
    const sentence = `What speaks for and what against ${subject} is not known: the method looks at no class (${range}).`;
    return { name, value: null, passes: null, sentence };
  }
  const share = (magnitude + sum) / 2 / magnitude;
  const sentence =
    share === 0
      ? `Nothing speaks for ${subject}: ${range}.`
      : `${formatShare(share)} of the evidence speaks for ${subject}: ${range}.`;
  return { name, value: share, passes: null, sentence };
}

function sparsenessCheck({ data }: NdArray): CheckPart {
  const value = gini(data);
  const words = value === null ? '' : value > 0.75 ? 'in few places' : value > 0.5 ? 'in some places' : 'all over';
  return {
    name: 'sparseness',
    value,
    passes: null,
    sentence:
      value === null
        ? 'There is no evidence to be sparse.'
        : `The evidence lies ${words} (Gini index ${value.toFixed(2)}).`,
  };
}
