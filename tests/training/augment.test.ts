import { describe, expect, it } from 'vitest';
import { random } from '../../src/numeric/random.js';
import { augment } from '../../src/training/augment.js';

const size = [28, 28] as const;
const still = { ...random(1), uniform: () => 0.5 };
const digit = Uint8Array.from({ length: 784 }, (_, i) => (i % 28 > 11 && i % 28 < 16 ? 255 : 0));

describe('augment', () => {
  it('leaves an image alone when nothing is drawn but zeros', () => {
    const target = new Float32Array(784);
    augment(digit, target, size, still);
    target.forEach((value, i) => {
      expect(value).toBeCloseTo(digit[i] / 255, 5);
    });
  });

  it('keeps the values between 0 and 1 and about as much ink, and changes the picture', () => {
    const source = random(3);
    const ink = (values: Iterable<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
    for (let i = 0; i < 50; i++) {
      const target = new Float32Array(784);
      augment(digit, target, size, source);
      expect(Math.min(...target)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...target)).toBeLessThanOrEqual(1.00001);
      expect(ink(target) / (ink(digit) / 255)).toBeGreaterThan(0.75);
      expect(ink(target) / (ink(digit) / 255)).toBeLessThan(1.3);
      expect(Array.from(target)).not.toEqual(Array.from(digit, (value) => value / 255));
    }
  });

  it('draws the same from the same seed', () => {
    const drawn = (seed: number) => {
      const target = new Float32Array(784);
      augment(digit, target, size, random(seed));
      return Array.from(target);
    };
    expect(drawn(4)).toEqual(drawn(4));
    expect(drawn(4)).not.toEqual(drawn(5));
  });
});
