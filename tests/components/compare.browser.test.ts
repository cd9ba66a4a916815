import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeArray } from '../../src/document/index.js';
import { startBrowser, type TestBrowser } from '../support/browser.js';
import { attributionDocument, superpixelsDocument } from '../support/documents.js';
import { buildScript, DIST, elementOf, pageOf } from './build-script.js';

const COMPARE = 'convlens-compare-methods';
const CURVES = 'convlens-curves';

let browser: TestBrowser;

beforeAll(async () => {
  buildScript();
  browser = await startBrowser(DIST);
});

afterAll(() => browser?.close());

const LISTEN = `<script>
  window.told = [];
  document.addEventListener('convlens-select', (event) => window.told.push(event.detail));
</script>`;

async function see(body: string, look: (page: Page) => Promise<void>): Promise<void> {
  await browser.see(pageOf(body, LISTEN), look);
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: unknown[] }).told);

/** A map whose left half speaks for and right half against; `sign` -1 turns it round. */
function halves(name: string, size: number, sign = 1, target = 4) {
  const document = attributionDocument({ target });
  const data = Float32Array.from(
    { length: 28 * 28 },
    (_, at) => sign * size * (at % 28 < 14 ? 1 : -1) * (1 + at / 784),
  );
  const values = encodeArray({ shape: [28, 28, 1], data });
  return { ...document, method: { name, options: {}, seed: null }, result: { values } };
}

describe(COMPARE, () => {
  const documents = [halves('integrated-gradients', 2), halves('deeplift', 1), halves('gradient', 5, -1)];

  it('says who agrees, and in numbers how well', async () => {
    await see(elementOf(COMPARE, { documents }), async (page) => {
      expect(await page.locator(`${COMPARE} >> .finding`).textContent()).toMatch(
        /^2 of 3 methods agree on where .* \(rank correlation above 0\.5\); gradient stands apart\.$/i,
      );
      const cells = page.locator(`${COMPARE} >> .agreement td`);
      const rows = await cells.allTextContents();
      expect(rows[1]).toBe('1.00');
      expect(rows[2]).toBe('−1.00');
      expect(rows.filter((_, i) => i % 4 === 0)).toEqual(['·', '·', '·']);
      await page.getByText('overlap of the top 10 %').click();
      await expect.poll(() => cells.nth(2).textContent()).toBe('0.00');
    });
  });

  it('draws like units on one scale, and each on its own where that is asked for', async () => {
    await see(elementOf(COMPARE, { documents }), async (page) => {
      const under = page.locator(`${COMPARE} >> .under`);
      expect(await under.allTextContents()).toEqual([
        '±3.99 logits of each pixel, shared by 2',
        '±3.99 logits of each pixel, shared by 2',
        '±9.99 logits per unit of input of each pixel',
      ]);
      await page.getByLabel('Each on its own scale').check();
      await expect.poll(() => under.nth(1).textContent()).toBe('±2 logits of each pixel');
    });
  });

  it('marks a cell in all of them by key, with the share that each has there', async () => {
    await see(elementOf(COMPARE, { documents }), async (page) => {
      await page.locator(`${COMPARE} >> .panels`).focus();
      await page.keyboard.press('ArrowRight');
      const readout = page.locator(`${COMPARE} >> .readout`);
      await expect.poll(() => readout.textContent()).toMatch(/^Row 0, column 0 of 14 × 14, 0\.5 % of the picture/);
      for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight');
      for (let i = 0; i < 13; i++) await page.keyboard.press('Shift+ArrowDown');
      await expect
        .poll(() => readout.textContent())
        .toMatch(/^Row 0 to 13, column 0 to 6 of 14 × 14, 50 % .* \(100 %\), least by gradient \(0 %\)/i);
      expect(
        await page
          .locator(`${COMPARE} >> path.pointed:not(.halo)`)
          .evaluateAll((all) => all.map((path) => path.getAttribute('d'))),
      ).toEqual(Array(3).fill('M0 0H14V28H0Z'));
      expect(await page.locator(`${COMPARE} >> .shares`).allTextContents()).toEqual(
        ['for100 %against0 %', 'for100 %against0 %', 'for0 %against100 %'].map((text) =>
          expect.stringMatching(text.split(/(?<=%|r|t)/).join('\\s*')),
        ),
      );
      const last = (await told(page)).at(-1) as { shares: { method: string; for: number }[] };
      expect(last.shares.map((share) => share.for)).toEqual([1, 1, 0]);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator(`${COMPARE} >> path.pointed`).count()).toBe(0);
    });
  });

  it('takes a rectangle that is dragged', async () => {
    await see(elementOf(COMPARE, { documents }), async (page) => {
      const box = (await page.locator('convlens-overlay').first().boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.02, box.y + box.height * 0.02);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.98, box.y + box.height * 0.48, { steps: 4 });
      await page.mouse.up();
      await expect
        .poll(() => page.locator(`${COMPARE} >> .readout`).textContent())
        .toContain('Row 0 to 6, column 0 to 13');
    });
  });

  it('takes the regions of superpixels where there are some, and a region counts as a whole', async () => {
    const lime = superpixelsDocument();
    await see(elementOf(COMPARE, { documents: [...documents, lime] }), async (page) => {
      await page.locator(`${COMPARE} >> .panels`).focus();
      await page.keyboard.press('ArrowRight');
      const readout = page.locator(`${COMPARE} >> .readout`);
      await expect.poll(() => readout.textContent()).toContain('Region 1 of LIME');
      const { weights } = lime.result;
      const positive = weights.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
      const { shares } = (await told(page)).at(-1) as { shares: { for: number; against: number }[] };
      const side = weights[0].weight > 0 ? 'for' : 'against';
      const all = side === 'for' ? positive : weights.reduce((sum, { weight }) => sum - Math.min(0, weight), 0);
      expect(shares[3][side]).toBeCloseTo(Math.abs(weights[0].weight) / all, 6);
    });
  });

  it('switches the class, and leaves out methods that do not explain it', async () => {
    const both = [...documents, halves('gradient', 5, 1, 9), halves('deeplift', 5, 1, 9)];
    await see(elementOf(COMPARE, { documents: both }), async (page) => {
      await page.locator(`${COMPARE} >> label.choice`).nth(1).click();
      await expect.poll(() => page.locator(`${COMPARE} >> convlens-overlay`).count()).toBe(2);
      expect(await page.locator(`${COMPARE} >> .finding`).textContent()).toContain('All 2 methods agree');
    });
  });

  it('shows the documents that other elements hold, whenever they get them', async () => {
    const holders = documents.map((document, i) => elementOf('convlens-attribution', document, `id="holder-${i}"`));
    const body = `<${COMPARE} for="holder-0 holder-1 later"><p id="still">A still picture</p></${COMPARE}>${holders.join('')}<convlens-superpixels id="later"></convlens-superpixels>`;
    await see(body, async (page) => {
      await expect.poll(() => page.locator(`${COMPARE} >> convlens-overlay`).count()).toBe(2);
      expect(await page.locator('#still').isVisible()).toBe(false);
      await page.evaluate(
        (document) => Object.assign(window.document.querySelector('#later')!, { document }),
        superpixelsDocument(),
      );
      await expect.poll(() => page.locator(`${COMPARE} >> convlens-overlay`).count()).toBe(3);
    });
  });
});

describe(CURVES, () => {
  const shares = [0, 0.5, 1];
  const random = { scores: [1, 0.5, 0], area: 0.5, orders: 5 };
  const rising = { scores: [0, 0.5, 1], area: 0.5, orders: 5 };
  const withCurves = (name: string, low: number) => {
    const document = halves(name, 1);
    const common = { unit: 'pixels' as const, fill: 'mean', shares };
    const curves = [
      { ...common, name: 'insertion', scores: [0, 1 - low, 1], area: 1 - low, random: rising },
      { ...common, name: 'deletion', scores: [1, low, 0], area: low, random },
    ];
    return { ...document, quality: { ...document.quality, curves } };
  };

  it('says which is best and which beat chance, in a sentence and in a table', async () => {
    const documents = [withCurves('gradient', 0.7), withCurves('deeplift', 0.2), halves('occlusion', 1)];
    await see(elementOf(CURVES, { documents }), async (page) => {
      expect(await page.locator(`${CURVES} >> .finding`).textContent()).toBe(
        'Taking away what DeepLIFT finds first lowers the score of "4" fastest (area 0.2, in random order 0.5). 1 of 2 methods beat random order in every curve.',
      );
      const rows = await page.locator(`${CURVES} >> .wide tbody tr`).allTextContents();
      expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
        expect.stringMatching(/gradient ?0\.7 ?0\.5 ?✗ no ?0\.3 ?0\.5 ?✗ no/i),
        expect.stringMatching(/DeepLIFT ?0\.2 ?0\.5 ?✓ yes ?0\.8 ?0\.5 ?✓ yes/),
      ]);
    });
  });

  it('draws each method and its random order with plotly', async () => {
    await see(
      elementOf(CURVES, { documents: [withCurves('gradient', 0.7), withCurves('deeplift', 0.2)] }),
      async (page) => {
        await page.locator('convlens-chart >> .main-svg').first().waitFor();
        await expect.poll(() => page.locator('convlens-chart >> nth=0 >> .scatterlayer .trace').count()).toBe(4);
        expect(await page.locator(`${CURVES} >> .title`).allTextContents()).toEqual(['deletion', 'insertion']);
      },
    );
  });

  it('says what makes curves where there are none', async () => {
    await see(elementOf(CURVES, halves('gradient', 1)), async (page) => {
      expect(await page.locator(`${CURVES} >> .finding`).textContent()).toContain('--verify');
    });
  });
});
