import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { folderEntries } from '../../src/audit/folder-entries.js';
import { loadNetwork } from '../../src/network/load-network.js';

const STUDY = 'models/husky-wolf';

/** The study that ships: nobody tells the audit to look for snow. */
async function auditOf(name: string, masks: boolean) {
  const labels = await readFile(`${STUDY}/labels.csv`, 'utf8');
  const entries = await folderEntries(`${STUDY}/scenes`, {
    labels,
    masks: masks ? `${STUDY}/masks` : undefined,
  });
  const network = await loadNetwork(name, { workers: 1 });
  try {
    return await audit(network, entries, { samples: 80, repeats: 2, experimentImages: 16, concepts: 2 });
  } finally {
    await network.dispose();
  }
}

describe.each([
  ['with masks', true],
  ['without masks, by the mistakes', false],
])('an audit of the husky-and-wolf networks, %s', (_, masks) => {
  it('finds that the biased one calls everything in snow a wolf', { timeout: 60_000 }, async () => {
    const { result } = await auditOf('husky-wolf-biased', masks);
    const [first] = result.concepts;
    expect(first).toMatchObject({ verdict: 'shortcut', class: 'wolf' });
    expect(first.description).toMatch(/^(white|light)/);
    expect(first.removed.flips / first.removed.images).toBeGreaterThan(0.7);
    const inSnow = first.members.filter(({ image }) => image.includes('/snow-')).length;
    expect(inSnow / first.members.length).toBeGreaterThan(0.95);
    expect(result.groups?.find(({ name }) => name === 'husky in snow')?.accuracy).toBeLessThan(0.4);
  });

  it('raises no alarm about the fair one', { timeout: 60_000 }, async () => {
    const { result } = await auditOf('husky-wolf-fair', masks);
    expect(result.concepts.map(({ verdict }) => verdict)).not.toContain('shortcut');
    for (const { accuracy } of result.groups ?? []) expect(accuracy).toBeGreaterThanOrEqual(0.9);
  });
});
