import { expect, it } from 'vitest';
import { keptWithin } from '../../src/audit/kept-within.js';

const make = () => keptWithin<string, { readonly bytes: number }>(10, ({ bytes }) => bytes);
const of = (bytes: number) => ({ bytes });

it('drops what was asked for longest ago, as far as it must', () => {
  const kept = make();
  const [a, b, c] = [of(4), of(4), of(4)];
  kept.set('a', a);
  kept.set('b', b);
  expect(kept.get('a')).toBe(a);
  expect(kept.set('c', c)).toBe(c);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([a, undefined, c]);
});

it('counts what is put again once', () => {
  const kept = make();
  for (let i = 0; i < 5; i++) kept.set('a', of(5));
  kept.set('b', of(5));
  expect([kept.get('a'), kept.get('b')]).toEqual([of(5), of(5)]);
});

it('keeps the last one however large it is', () => {
  const kept = make();
  kept.set('a', of(1));
  kept.set('b', of(99));
  expect([kept.get('a'), kept.get('b')]).toEqual([undefined, of(99)]);
});
