import { describe, expect, it } from 'vitest';
import {
  cssColour,
  divergingEvidence,
  divergingWeights,
  type Rgb,
  sequentialActivation,
} from '../../src/render/colour.js';

const steps = Array.from({ length: 101 }, (_, i) => i / 100);

/** CIE L* of an sRGB colour, 0..100. */
function lightness(colour: Rgb): number {
  const [r, g, b] = colour.map((c) => (c <= 10.31 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27;
}

const falls = (colours: readonly Rgb[]) =>
  colours.every((colour, i) => i === 0 || lightness(colour) <= lightness(colours[i - 1]) + 0.7);

describe('divergingEvidence', () => {
  it('is orange for the class, blue against it, and has no hue at zero', () => {
    const [red, , blue] = divergingEvidence(1);
    const [redAgainst, , blueAgainst] = divergingEvidence(-1);
    expect(red).toBeGreaterThan(blue + 100);
    expect(blueAgainst).toBeGreaterThan(redAgainst + 100);
    expect(divergingEvidence(0)).toEqual([247, 247, 247]);
  });

  it('gets darker with the size of the value, at the same pace on both sides', () => {
    expect(falls(steps.map((t) => divergingEvidence(t)))).toBe(true);
    expect(falls(steps.map((t) => divergingEvidence(-t)))).toBe(true);
    for (const t of steps) {
      expect(Math.abs(lightness(divergingEvidence(t)) - lightness(divergingEvidence(-t)))).toBeLessThan(12);
    }
  });

  it('clamps beyond the ends, and draws what is no number as zero', () => {
    expect(divergingEvidence(7)).toEqual(divergingEvidence(1));
    expect(divergingEvidence(-Infinity)).toEqual(divergingEvidence(-1));
    expect(divergingEvidence(Number.NaN)).toEqual(divergingEvidence(0));
  });
});

describe('divergingWeights', () => {
  it('is purple below zero and green above', () => {
    const [red, green, blue] = divergingWeights(-0.8);
    expect(Math.min(red, blue)).toBeGreaterThan(green);
    const [redAbove, greenAbove, blueAbove] = divergingWeights(0.8);
    expect(greenAbove).toBeGreaterThan(Math.max(redAbove, blueAbove));
  });

  it('gets darker with the size of the value', () => {
    expect(falls(steps.map((t) => divergingWeights(t)))).toBe(true);
    expect(falls(steps.map((t) => divergingWeights(-t)))).toBe(true);
  });
});

describe('sequentialActivation', () => {
  it('gets lighter from 0 to 1', () => {
    expect(falls(steps.map((t) => sequentialActivation(1 - t)))).toBe(true);
    expect(lightness(sequentialActivation(1)) - lightness(sequentialActivation(0))).toBeGreaterThan(60);
  });
});

describe('cssColour', () => {
  it.each([
    [[0, 10, 255], '#000aff'],
    [[247, 247, 247], '#f7f7f7'],
  ] as const)('%j is %s', (colour, css) => expect(cssColour(colour)).toBe(css));
});
