import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import type { AuditEntry } from '../../src/audit/entry.js';
import { memoryStore } from '../../src/audit/evidence-store.js';
import { decodeArray } from '../../src/document/encode.js';
import { finding } from '../../src/document/finding.js';
import { stringifyDocuments } from '../../src/document/parse.js';
import { validateDocument } from '../../src/document/validate.js';
import { atBand, atSquare, lookingAt, pictures, SIDE } from './scenes.js';

const options = { segmentation: { method: 'grid', rows: 4, columns: 4 }, samples: 60, repeats: 2 } as const;
const withoutMasks = (entries: AuditEntry[]) => entries.map(({ mask, ...entry }) => entry);
const byBand = () => lookingAt(atBand, 0.65);
const bySquare = () => lookingAt(atSquare, 0.5);

describe('an audit of a classifier that looks at the band', () => {
  it('names the band first, as a shortcut, and says what the experiments gave', async () => {
    const document = await audit(byBand().model, pictures(), options);
    expect(() => validateDocument(document)).not.toThrow();
    // What lies where the band is decides for either class: the band for "day", its absence for "night".
    expect(document.result.concepts[0].verdict).toBe('shortcut');
    const first = document.result.concepts.find((concept) => concept.class === 'day')!;
    expect(first.verdict).toBe('shortcut');
    expect(first.sentence).toMatch(
      /^Removing it turns \d+ of \d+ predictions of "day" into "night"; random regions .* turn \d+\./,
    );
    expect(first.removed.flips).toBe(first.removed.images);
    expect(first.control.flips).toBeLessThan(first.removed.flips / 2);
    expect(first.outsideMask).toBeGreaterThan(0.9);
    for (const { image, segments } of first.members) {
      const { data } = decodeArray(document.result.segments[image]);
      const marked = Array.from(data, (label) => segments.includes(label));
      const inBand = marked.filter((on, at) => on && atBand(Math.floor(at / SIDE))).length;
      expect(inBand / marked.filter(Boolean).length).toBeGreaterThan(0.9);
    }
    expect(finding(document)).toMatch(/^looker leans on a shortcut: .* of the evidence for "(day|night)"/);
  });

  it('swaps backgrounds against objects: the one changes everything, the other nothing', async () => {
    const { result } = await audit(byBand().model, pictures(), options);
    const day = result.swaps?.find((swap) => swap.class === 'day');
    expect(day?.background.flips).toBeGreaterThan(0.6 * (day?.background.images ?? 0));
    expect(day?.object.flips).toBe(0);
    expect(day?.evidenceOutside).toBeGreaterThan(0.9);
    expect(day?.areaOutside).toBeCloseTo(1 - 32 / 256, 6);
    const read = await audit(bySquare().model, pictures(), options);
    for (const { background, object } of read.result.swaps ?? []) {
      expect([background.flips, object.flips]).toEqual([0, object.images]);
    }
  });

  it('finds it by the mistakes, where there are no masks', async () => {
    const { result } = await audit(byBand().model, withoutMasks(pictures()), options);
    expect(result.concepts[0]).toMatchObject({ verdict: 'shortcut', outsideMask: null });
    expect(result.swaps).toBeUndefined();
    expect(result.concepts[0].sentence).toMatch(
      /It misleads: of \d+ images of other classes that show it \d+ are taken for/,
    );
  });

  it('calls nothing a shortcut where neither masks nor mistakes tell', async () => {
    const { result } = await audit(byBand().model, withoutMasks(pictures({ paired: true })), options);
    expect(result.concepts.map(({ verdict }) => verdict)).not.toContain('shortcut');
    expect(result.concepts[0].sentence).toMatch(/Masks of the objects would tell/);
  });

  it('audits predictions alone, where there are no labels', async () => {
    const entries = withoutMasks(pictures()).map(({ label, group, ...entry }) => entry);
    const { result, quality } = await audit(byBand().model, entries, options);
    expect(result.images[0]).toMatchObject({ label: null, group: null });
    expect(result.accuracy).toBeNull();
    expect(result.groups).toBeUndefined();
    expect(quality.sentences.join(' ')).toMatch(/There are no labels/);
  });

  it('counts accuracy by group', async () => {
    const { result } = await audit(byBand().model, pictures(), options);
    expect(result.accuracy).toBe(0.5);
    expect(result.groups).toEqual([
      { name: 'band', images: 12, accuracy: 0.5 },
      { name: 'plain', images: 12, accuracy: 0.5 },
    ]);
    expect(result.confusion).toEqual([
      [6, 6],
      [6, 6],
    ]);
  });
});

describe('an audit of a classifier that looks at the object', () => {
  it('raises no alarm, and says that the object matters', async () => {
    const { result } = await audit(bySquare().model, pictures(), options);
    const verdicts = result.concepts.map(({ verdict }) => verdict);
    expect(verdicts).not.toContain('shortcut');
    expect(verdicts[0]).toBe('object');
    expect(result.accuracy).toBe(1);
  });

  it('raises no alarm without masks either', async () => {
    const { result } = await audit(bySquare().model, withoutMasks(pictures()), options);
    expect(result.concepts.map(({ verdict }) => verdict)).not.toContain('shortcut');
  });
});

describe('an audit', () => {
  it('gives the same bytes from the same seed, also when it was stopped and goes on', async () => {
    const whole = stringifyDocuments([await audit(byBand().model, pictures(), options)]);
    for (const stopAfter of [1, 10, 26]) {
      const store = memoryStore();
      const controller = new AbortController();
      let steps = 0;
      const onProgress = () => {
        if (++steps === stopAfter) controller.abort(new Error('stopped'));
      };
      const stopped = audit(byBand().model, pictures(), { ...options, store, signal: controller.signal, onProgress });
      await expect(stopped).rejects.toThrow('stopped');
      const { calls, model } = byBand();
      expect(stringifyDocuments([await audit(model, pictures(), { ...options, store })])).toBe(whole);
      const fresh = byBand();
      await audit(fresh.model, pictures(), options);
      expect(calls.images).toBeLessThan(fresh.calls.images);
    }
    const other = await audit(byBand().model, pictures(), { ...options, seed: 2 });
    expect(stringifyDocuments([other])).not.toBe(whole);
  });

  it('looks again at an image that changed since', async () => {
    const store = memoryStore();
    await audit(byBand().model, pictures(), { ...options, store });
    const changed = pictures({ seed: 9 });
    const again = await audit(byBand().model, changed, { ...options, store });
    expect(again).toEqual(await audit(byBand().model, changed, options));
  });

  it('looks again at an image whose mask changed since, and makes its experiments again', async () => {
    const store = memoryStore();
    const entries = pictures();
    const before = await audit(byBand().model, entries, { ...options, store });
    const upper = Uint8ClampedArray.from({ length: SIDE * SIDE }, (_, at) => (at < SIDE * 4 ? 255 : 0));
    const mask = { name: 'mask', width: SIDE, height: SIDE, channels: 1, data: upper } as const;
    const changed = entries.map((entry) => ({ ...entry, mask }));
    const again = await audit(byBand().model, changed, { ...options, store });
    expect(again).toEqual(await audit(byBand().model, changed, options));
    expect(again.result.concepts).not.toEqual(before.result.concepts);
  });

  it('skips and names images that cannot be used, and goes on with the others', async () => {
    const entries = pictures();
    const broken = { ...entries[3], image: new Uint8Array([1, 2, 3]) };
    const small = { name: 'mask', width: 3, height: 3, channels: 1, data: new Uint8ClampedArray(9) } as const;
    const odd = { ...entries[5], mask: small };
    const { result } = await audit(byBand().model, entries.with(3, broken).with(5, odd), options);
    expect(result.images).toHaveLength(22);
    expect(result.skipped?.map(({ image }) => image)).toEqual([entries[3].name, entries[5].name]);
    expect(result.skipped?.[1].reason).toBe(
      `Cannot use the mask of "${entries[5].name}": it is 3 x 3, expected 16 x 16 as the image`,
    );
  });

  it('tells when an image changes while it runs, and leaves it out of the experiments', async () => {
    const entries = pictures();
    const image = entries[0].image as { shape: number[]; data: Float32Array };
    const onProgress = ({ done }: { done: number }) => {
      if (done === entries.length) image.data.fill(0.5);
    };
    const { result } = await audit(byBand().model, entries, { ...options, onProgress });
    expect(result.skipped).toEqual([{ image: entries[0].name, reason: 'it changed while the audit ran' }]);
  });

  it.each<[string, () => AuditEntry[], string]>([
    ['no images', () => [], 'Cannot audit no images: expected at least one'],
    ['two of one name', () => [pictures()[0], pictures()[0]], 'Cannot audit two images named "day/band-0.png"'],
    [
      'a label that is no class',
      () => [{ ...pictures()[0], label: 'dusk' }],
      'Cannot audit "day/band-0.png": its label "dusk" is no class of "looker", whose classes are "day", "night"',
    ],
    [
      'nothing that can be read',
      () => [{ name: 'a', image: new Uint8Array([1]) }],
      'Cannot audit: no image could be used, the first because: Cannot read',
    ],
  ])('refuses %s in words', async (_, entries, sentence) => {
    await expect(audit(byBand().model, entries(), options)).rejects.toThrow(sentence);
  });

  it.each([
    [{ method: 'grad-cam' }, /^Cannot use method "grad-cam": expected one of "lime"/],
    [{ samples: 0 }, /samples 0/],
    [{ errorRate: 1 }, /errorRate 1/],
    [{ concepts: 0 }, /concepts 0/],
    [{ sampels: 3 }, /did you mean "samples"/],
  ])('refuses %j', async (wrong, sentence) => {
    await expect(audit(byBand().model, pictures(), { ...options, ...wrong })).rejects.toThrow(sentence);
  });

  it('works with images of one class alone, and with one image', async () => {
    const days = pictures({ paired: true }).filter(({ label }) => label === 'day');
    const { result } = await audit(byBand().model, days, options);
    expect(result.concepts.length).toBeGreaterThan(0);
    const one = await audit(byBand().model, days.slice(0, 1), options);
    expect(one.result.images).toHaveLength(1);
    expect(one.result.concepts.every(({ verdict }) => verdict === 'unclear')).toBe(true);
  });
});
