import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../../src/attribution/methods.js';
import { CHECKS } from '../../src/metrics/verify/checks.js';

const page = readFileSync(new URL('../../docs/methods.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `'));

describe('docs/methods.md', () => {
  it.each(METHODS)('has a line for $name, with its paper and what it needs', ({ name, needs, paper }) => {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row).toContain(`[${paper.year}](${paper.url})`);
    expect(row).toContain(needs === 'predictor' ? '| any classifier |' : '| network |');
  });

  it.each(Object.keys(CHECKS))('has a line for the check %s', (name) => {
    expect(rows.filter((line) => line.startsWith(`| \`${name}\` |`))).toHaveLength(1);
  });

  it('names no method or check that is none', () => {
    const known = new Set([...METHODS.map(({ name }) => name), ...Object.keys(CHECKS)]);
    const named = rows.map((line) => line.split('`')[1]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
