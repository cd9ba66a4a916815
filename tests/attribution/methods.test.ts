import { expect, it } from 'vitest';
import { LIME_OPTIONS } from '../../src/attribution/lime/options.js';
import { METHODS, methodNamed } from '../../src/attribution/methods.js';
import { methodTitle } from '../../src/document/method-titles.js';

it('has every method once, with a title that documents know, a sentence and a paper', () => {
  const names = METHODS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, title, summary, paper } of METHODS) {
    expect(methodTitle(name)).toBe(title);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(paper.url).toMatch(/^https:\/\//);
    expect(paper.year).toBeGreaterThan(1900);
  }
});

it('names the options of methods that have some', () => {
  expect(methodNamed('lime').options).toEqual(LIME_OPTIONS);
  expect(methodNamed('integrated-gradients').options).toContain('steps');
  expect(methodNamed('grad-cam').options).toContain('layer');
});

it('says which methods there are, where there is none of a name', () => {
  expect(() => methodNamed('limes')).toThrow(/^Cannot explain by the method "limes": expected one of "lime", /);
});
