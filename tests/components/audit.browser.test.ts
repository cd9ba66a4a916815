import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../src/document/index.js';
import { renderReport } from '../../src/report/index.js';
import { type PageOptions, startBrowser, type TestBrowser } from '../support/browser.js';
import { buildScript, DIST, elementOf, pageOf } from './build-script.js';

// What a person sees and does on the audit of the study that ships: few of its images, small (scripts/write-audit-fixture.ts).

const FIXTURE = new URL('../fixtures/audit/husky-wolf-biased.json', import.meta.url);
const [study] = JSON.parse(readFileSync(FIXTURE, 'utf8')).documents as AuditDocument[];
const tag = 'convlens-audit';

let browser: TestBrowser;

beforeAll(async () => {
  buildScript();
  browser = await startBrowser(DIST);
});

afterAll(() => browser?.close());

async function see(document: AuditDocument, look: (page: Page) => Promise<void>, options?: PageOptions): Promise<void> {
  const listen = `<script>
    window.told = [];
    document.addEventListener('convlens-select', (event) => window.told.push(event.detail));
  </script>`;
  const looked = async (page: Page) => {
    await page.locator(`${tag} >> .finding`).waitFor();
    await look(page);
  };
  await browser.see(pageOf(elementOf(tag, document), listen), looked, options);
}

const inside = (page: Page, selector: string) => page.locator(`${tag} >> ${selector}`);
const texts = (page: Page, selector: string) => inside(page, selector).allInnerTexts();
const choice = (page: Page, label: string) => inside(page, `.part > .controls > label:has-text("${label}") > select`);
const gallery = '[role=group][aria-label="Images"] >> button';
const dialog = 'dialog[open]';

describe('convlens-audit on husky or wolf', () => {
  it('says what it leans on, where it fails, and what the experiments gave', async () => {
    await see(study, async (page) => {
      const finding = await inside(page, '.finding').innerText();
      expect(finding).toMatch(/^husky-wolf-biased leans on a shortcut: .*"wolf".*white, in the lower part/);
      expect(finding).toContain('15 of 15 that show it are taken for "wolf", 0 of 15 that do not');
      const groups = await texts(page, '.accuracy tbody tr');
      expect(groups.find((row) => row.startsWith('husky in snow'))).toMatch(/0 %\s+0 of 15/);
      expect((await texts(page, '.accuracy'))[0]).toContain('15 of 30 “husky” are taken for “wolf”');
      const first = inside(page, '.card').first();
      expect(await first.locator('.head').innerText()).toMatch(/▲ Shortcut\s+White, in the lower part/);
      expect(await first.locator('.flips').allInnerTexts()).toEqual([
        expect.stringContaining('24 of 24'),
        expect.stringContaining('18 of 24'),
        expect.stringContaining('14 of 24'),
        expect.stringContaining('3 of 24'),
      ]);
      const x = (row: number) =>
        first
          .locator('.interval circle')
          .nth(row)
          .evaluate((dot) => dot.getBoundingClientRect().x);
      expect(await x(0)).toBeGreaterThan(await x(1));
      const limits = inside(page, '[aria-label="What this audit cannot show"]');
      expect(await limits.innerText()).toContain('concepts were tested, on at most 24 images each');
    });
  });

  it('shows three verdicts, the others when asked for, and all of them on paper', async () => {
    await see(study, async (page) => {
      const cards = inside(page, '.card');
      expect(await cards.count()).toBe(3);
      await page.getByText('1 more concept: 1 shortcut').click();
      await expect.poll(() => cards.count()).toBe(4);
      await page.getByText('1 more concept: 1 shortcut').click();
      await expect.poll(() => cards.count()).toBe(3);
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => cards.count()).toBe(4);
      await expect.poll(() => inside(page, 'text=pixels of other images').count()).toBe(4);
    });
  });

  it('filters the gallery by class, group, concept and mistakes, and counts', async () => {
    await see(study, async (page) => {
      const count = inside(page, '.count');
      expect(await count.innerText()).toBe('All 12 images');
      await page.getByLabel('Mistakes only').check();
      expect(await count.innerText()).toBe('6 of 12 images');
      for (const words of await texts(page, `${gallery} >> .words`)) expect(words).toMatch(/^✗ \w+ taken for \w+$/);
      await choice(page, 'Group').selectOption('husky in snow');
      expect(await count.innerText()).toBe('3 of 12 images');
      await choice(page, 'Predicted').selectOption('husky');
      expect(await count.innerText()).toBe('0 of 12 images');
      expect(await page.getByText('No image is like that').isVisible()).toBe(true);
      await choice(page, 'Predicted').selectOption('all');
      await choice(page, 'Group').selectOption('all');
      await page.getByLabel('Mistakes only').uncheck();
      await choice(page, 'Concept').selectOption({ index: 1 });
      expect(await count.innerText()).toBe('6 of 12 images');
      for (const name of await inside(page, gallery).evaluateAll((all) => all.map((each) => each.ariaLabel))) {
        expect(name).toContain('/snow-');
      }
    });
  });

  it('opens an image by key, goes to the next, and closes', async () => {
    await see(study, async (page) => {
      await inside(page, gallery).first().focus();
      await page.keyboard.press('ArrowRight');
      const second = await inside(page, gallery).nth(1).getAttribute('aria-label');
      expect(
        await page.evaluate(() => document.querySelector('convlens-audit')!.shadowRoot!.activeElement!.ariaLabel),
      ).toBe(second);
      await page.keyboard.press('Enter');
      const title = inside(page, `${dialog} >> .title`);
      expect(await title.innerText()).toBe(study.result.images[1].name);
      await page.getByRole('button', { name: 'Next' }).click();
      await expect.poll(() => title.innerText()).toBe(study.result.images[2].name);
      await page.keyboard.press('Escape');
      await expect.poll(() => inside(page, dialog).count()).toBe(0);
      const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
      expect(told).toContainEqual({ image: study.result.images[1].name });
    });
  });

  it('removes regions by hand, and says that this is an estimate', async () => {
    await see(study, async (page) => {
      await inside(page, '.card .thumb').first().click();
      const image = page.locator(`${tag} >> convlens-audit-image`);
      const outcome = image.locator('.outcome').first();
      expect(await outcome.innerText()).toMatch(/^Nothing is removed\..*linear estimate.*was not run/s);
      expect(await image.locator('.outcome').nth(1).innerText()).toContain('Removing it turns 24 of 24');
      expect(await image.locator('path.concept').count()).toBe(1);
      await page.getByRole('button', { name: /^Remove the concept/ }).click();
      await expect.poll(() => outcome.innerText()).toMatch(/^The explanation says: /);
      const gone = image.locator('path.gone');
      const removed = await gone.count();
      expect(removed).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Put everything back' }).click();
      await expect.poll(() => gone.count()).toBe(0);
      await image.locator('.row').first().focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => image.locator('.row').nth(1).getAttribute('class')).toContain('here');
      expect(await image.locator('path.pointed').count()).toBe(2);
      await page.keyboard.press('Enter');
      await expect.poll(() => gone.count()).toBe(1);
      expect(await image.locator('.row').nth(1).getAttribute('aria-pressed')).toBe('true');
      await image.locator('path.hit').nth(1).click({ force: true });
      await expect.poll(() => gone.count()).toBe(0);
    });
  });

  it('has no accessibility violations with an image open, and fits 320 pixels', async () => {
    for (const options of [{ width: 1100 }, { width: 320, colorScheme: 'dark' }] as const) {
      await see(
        study,
        async (page) => {
          await inside(page, gallery).first().click();
          await inside(page, 'convlens-audit-image >> .row').first().waitFor();
          const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(width).toBeLessThanOrEqual(0);
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        },
        options,
      );
    }
  });

  it.each([320, 360, 440, 720, 860, 1100])('keeps the numbers under its plots apart, %i pixels wide', async (width) => {
    await see(
      study,
      async (page) => {
        const gaps = await inside(page, '.ticks').evaluateAll((all) =>
          all.flatMap(({ children }) => {
            const boxes = [...children].map((tick) => tick.getBoundingClientRect()).filter((box) => box.width > 0);
            return boxes.slice(1).map(({ left }, i) => left - boxes[i].right);
          }),
        );
        expect(gaps.length).toBeGreaterThan(10);
        expect(Math.min(...gaps)).toBeGreaterThan(6);
      },
      { width },
    );
  });

  it('does without thumbnails, weights, sheets and masks', async () => {
    const { thumbnails: _, weights: __, swaps: ___, ...result } = study.result;
    const concepts = result.concepts.map(({ sheet, fills, description, ...concept }) => ({
      ...concept,
      outsideMask: null,
      added: null,
    }));
    await see({ ...study, result: { ...result, concepts } }, async (page) => {
      expect(await page.getByText('This document holds no pictures of it.').count()).toBe(3);
      await inside(page, gallery).first().click();
      expect(await page.getByText('This document holds no weights of regions.').isVisible()).toBe(true);
    });
  });

  it('keeps names and sentences as text', async () => {
    const evil = '<img src=x onerror="console.error(1)">';
    const text = JSON.stringify(study)
      .replaceAll('wolf/', JSON.stringify(`${evil}/`).slice(1, -1))
      .replaceAll('"husky"', JSON.stringify(evil));
    const spoilt = JSON.parse(text) as AuditDocument;
    spoilt.quality.sentences = [evil];
    spoilt.result.skipped = [{ image: evil, reason: evil }];
    for (const concept of spoilt.result.concepts)
      Object.assign(concept, { description: evil, sentence: evil, id: `${concept.id}${evil}` });
    await see(spoilt, async (page) => {
      await inside(page, gallery).last().click();
      await inside(page, 'convlens-audit-image >> .row').first().waitFor();
      expect(await inside(page, 'img[src=x]').count()).toBe(0);
      expect(await inside(page, 'figure').innerText()).toContain('onerror');
    });
  });

  it('stands in a report, with its policy, and asks for nothing', async () => {
    const open = await browser.open({ html: renderReport([study]) });
    await open.page.locator(`${tag} >> .card`).first().waitFor();
    await open.page.locator(`${tag} >> ${gallery}`).first().click();
    await open.page.locator(`${tag} >> convlens-audit-image >> .row`).first().waitFor();
    expect(await open.page.locator(`${tag} >> .tile.none`).count()).toBe(0);
    await open.close();
  });
});
