import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, audit, folderEntries, liveModel } from '../../src/audit/index.js';
import { type AuditDocument, decodeArray } from '../../src/document/index.js';
import { prepareInput, readImage } from '../../src/image/index.js';
import { loadNetwork } from '../../src/network/index.js';
import type { Network } from '../../src/network/network.js';
import { renderReport } from '../../src/report/index.js';
import { startBrowser, type TestBrowser } from '../support/browser.js';

// The page of an audit that holds its classifier: what it says there is what the network says in Node.

const STUDY = join(import.meta.dirname, '../../models/husky-wolf');
const tag = 'convlens-audit';
/** The classifier is unpacked and started when it is first asked. */
const PATIENCE = { timeout: 30_000 };

let folder: string;
let browser: TestBrowser;
let network: Network;
let entries: readonly AuditEntry[];
let document: AuditDocument;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convlens-live-'));
  browser = await startBrowser(folder);
  network = await loadNetwork('husky-wolf-biased', { workers: 1 });
  const labels = await readFile(join(STUDY, 'labels.csv'), 'utf8');
  const all = await folderEntries(join(STUDY, 'scenes'), { labels });
  // Two of each group.
  const seen = new Map<string, number>();
  entries = all.filter(({ group = '' }) => {
    seen.set(group, (seen.get(group) ?? 0) + 1);
    return (seen.get(group) as number) <= 2;
  });
  document = await audit(network, entries, { samples: 40, segments: 20, experimentImages: 2, repeats: 1 });
});

afterAll(async () => {
  await network?.dispose();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function withPage(inlined: boolean, look: (page: Page) => Promise<void>): Promise<void> {
  const live = inlined ? [await liveModel(network, entries, document)] : [];
  const file = join(folder, `${inlined ? 'live' : 'still'}.html`);
  await writeFile(file, renderReport([document], { live }));
  await browser.see(pathToFileURL(file).href, look);
}

const values = async (name: string) => {
  const { image } = entries.find((entry) => entry.name === name)!;
  return prepareInput(await readImage(image as string), network.input).values;
};

/** Asks in the page as an element does. */
const askInPage = (page: Page, image: string, labels: readonly number[], removed: number[], donors: string[]) =>
  page.evaluate(
    async ([fingerprint, question]) => {
      const detail: Record<string, unknown> = { ...question, removed: new Set(question.removed), fingerprint };
      window.document.body.dispatchEvent(new CustomEvent('convlens-predict', { detail, bubbles: true }));
      return (await detail.answer) as { before: number[]; after: number[]; donors: number; engine: string };
    },
    [document.model.fingerprint, { image, labels, removed, donors }] as const,
  );

const openFirst = async (page: Page) => {
  await page.locator(`${tag} >> [role=group][aria-label="Images"] >> button`).first().click();
  return page.locator(`${tag} >> dialog[open] >> convlens-audit-image`);
};

describe('a page that holds its classifier', () => {
  it('gives the probabilities that the network gives, of the image and of the changed one', async () => {
    const [{ name }] = document.result.images;
    const other = document.result.images.find(({ predicted }) => predicted !== document.result.images[0].predicted)!;
    const labels = Array.from(decodeArray(document.result.segments[name]).data);
    const removed = [0, 3, 5];
    const [own, donor] = [await values(name), await values(other.name)];
    const hide = document.method.options.hide as number[];
    const cover = { mean: (at: number) => hide[at % 3], swap: (at: number) => donor.data[at] };
    await withPage(true, async (page) => {
      await openFirst(page);
      await expect.poll(() => page.locator(`${tag} >> table.live`).count(), PATIENCE).toBe(1);
      for (const [way, donors] of [
        ['mean', []],
        ['swap', [other.name, 'not there.png']],
      ] as const) {
        const answer = await askInPage(page, name, labels, removed, [...donors]);
        const changed = own.data.map((value, at) =>
          removed.includes(labels[Math.floor(at / 3)]) ? cover[way](at) : value,
        );
        for (const [found, input] of [
          [answer.before, own],
          [answer.after, { shape: own.shape, data: changed }],
        ] as const) {
          const { data } = await network.predict(input);
          for (const [i, share] of found.entries()) expect(Math.abs(share - data[i])).toBeLessThan(1e-4);
        }
        expect(answer.donors).toBe(donors.length === 0 ? 0 : 1);
      }
    });
  });

  it('says what the classifier says when a person removes regions, and when they put them back', async () => {
    await withPage(true, async (page) => {
      const image = await openFirst(page);
      const outcome = image.locator('[aria-live]');
      await expect
        .poll(() => outcome.innerText(), PATIENCE)
        .toContain('Remove regions to see what it says without them.');
      await image.locator('.regions .row').first().click();
      await expect
        .poll(() => outcome.innerText(), PATIENCE)
        .toMatch(/Without what you removed, “\w+” (falls|rises|stays)/);
      expect(await outcome.innerText()).toMatch(/run here, in this page \((cpu|webgl)\)/);
      expect(await outcome.innerText()).not.toContain('linear estimate');
      await image.getByRole('button', { name: 'Put everything back' }).click();
      await expect.poll(() => outcome.innerText(), PATIENCE).toContain('Remove regions to see');
    });
  });

  it('says nothing of what was removed before the classifier has been asked', async () => {
    await withPage(true, async (page) => {
      const image = await openFirst(page);
      await image.locator('table.live').waitFor(PATIENCE);
      const said = await image.evaluate(async (element) => {
        const root = element.shadowRoot!;
        const outcome = () => root.querySelector('[aria-live] .outcome')!.textContent!.trim();
        const seen: string[] = [];
        const observer = new MutationObserver(() => seen.at(-1) !== outcome() && seen.push(outcome()));
        observer.observe(root, { subtree: true, childList: true, characterData: true });
        const answered = new Promise<void>((resolve) => {
          const look = () => (outcome().startsWith('Without') ? resolve() : requestAnimationFrame(look));
          look();
        });
        const asked = new Promise<unknown>((resolve) => {
          element.addEventListener('convlens-predict', () => resolve(outcome()), { once: true });
        });
        root.querySelector<HTMLElement>('.regions .row')!.click();
        const whenAsked = await asked;
        await answered;
        observer.disconnect();
        return { seen, whenAsked };
      });
      expect(said.whenAsked).toBe('The classifier is being asked …');
      expect(said.seen).toHaveLength(2);
      expect(said.seen[0]).toBe('The classifier is being asked …');
      expect(said.seen[1]).toMatch(/^Without what you removed/);
      expect(await image.locator('table.live').getAttribute('aria-busy')).toBe('false');
    });
  });

  it('says of an image whose exact pixels it has not that the classifier cannot be asked', async () => {
    const model = await liveModel(network, entries, document);
    const { [document.result.images[0].name]: _, ...pictures } = model.pictures;
    const file = join(folder, 'without-one.html');
    await writeFile(file, renderReport([document], { live: [{ ...model, pictures }] }));
    await browser.see(pathToFileURL(file).href, async (page) => {
      const image = await openFirst(page);
      const outcome = image.locator('[aria-live]');
      await expect
        .poll(() => outcome.innerText(), PATIENCE)
        .toContain(`the exact pixels of ${Object.keys(pictures).length} images, but not of this one.`);
      expect(await outcome.innerText()).toContain('A linear estimate from the saved weights');
      await page.locator(`${tag} >> dialog[open]`).getByRole('button', { name: 'Next' }).click();
      await expect.poll(() => outcome.innerText(), PATIENCE).toContain('Remove regions to see');
      expect(await outcome.innerText()).not.toContain('not of this one');
    });
  });

  it('says that the classifier in it is damaged', async () => {
    const html = renderReport([document], { live: [await liveModel(network, entries, document)] });
    const damaged = html.replace(/(class="convlens-live" data-packed="deflate">.{200}).{8}/, '$1AAAAAAAA');
    expect(damaged).not.toBe(html);
    const file = join(folder, 'damaged.html');
    await writeFile(file, damaged);
    await browser.see(pathToFileURL(file).href, async (page) => {
      const outcome = (await openFirst(page)).locator('[aria-live]');
      const reason = 'Cannot read the classifier in this page: expected packed JSON, but it does not unpack.';
      await expect.poll(() => outcome.innerText(), PATIENCE).toContain(reason);
      expect(await outcome.innerText()).toContain('A linear estimate from the saved weights');
    });
  });

  it('without a classifier says what the saved weights make of it', async () => {
    await withPage(false, async (page) => {
      const image = await openFirst(page);
      await image.locator('.regions .row').first().click();
      await expect.poll(() => image.locator('[aria-live]').innerText()).toContain('the classifier was not run');
      expect(await image.locator('table.live').count()).toBe(0);
    });
  });
});
