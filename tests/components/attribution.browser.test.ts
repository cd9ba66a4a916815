import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeArray } from '../../src/document/index.js';
import { startBrowser, type TestBrowser } from '../support/browser.js';
import { attributionDocument, superpixelsDocument } from '../support/documents.js';
import { buildScript, DIST, elementOf, pageOf } from './build-script.js';

const TAG = 'convlens-attribution';

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

async function see(documents: unknown, look: (page: Page) => Promise<void>, tag = TAG): Promise<void> {
  const expected = /Multiple readback operations/;
  const looked = async (page: Page) => {
    await page.locator(`${tag} >> .finding`).waitFor();
    await look(page);
  };
  await browser.see(pageOf(elementOf(tag, documents), LISTEN), looked, { expected });
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
const readout = (page: Page) => page.locator(`${TAG} >> .readout`).textContent();

/** Two rows of two cells: 4 for, 1 against, 0, 2 against. */
function cells(layer = 'conv2', values = [4, -1, 0, -2], target = 4) {
  const document = attributionDocument({ target });
  const array = encodeArray({ shape: [2, 2], data: Float32Array.from(values) });
  return {
    ...document,
    method: { name: 'grad-cam', options: { layer }, seed: null },
    result: { values: array, layer },
  };
}

/** Red, green, blue, alpha at a place of the evidence, in its own pixels. */
function painted(page: Page, x: number, y: number): Promise<number[]> {
  return page.locator(`${TAG} >> canvas.evidence`).evaluate(
    (element, place) => {
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      return [...context.getImageData(place.x, place.y, 1, 1).data];
    },
    { x, y },
  );
}

describe('convlens-attribution', () => {
  it('reads a cell by key, in words that say for and against', async () => {
    await see(cells(), async (page) => {
      await page.locator(`${TAG} >> [part=stage]`).focus();
      await page.keyboard.press('ArrowRight');
      expect(await readout(page)).toBe('Row 0, column 0: +4 logits for "4"');
      await page.keyboard.press('End');
      expect(await readout(page)).toBe('Row 0, column 1: −1 logits against "4"');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      expect(await readout(page)).toBe('Row 1, column 0: 0: neither for nor against "4"');
      const mark = (await page.locator(`${TAG} >> .mark`).boundingBox())!;
      const stage = (await page.locator(`${TAG} >> [part=stage]`).boundingBox())!;
      expect(mark.width / stage.width).toBeCloseTo(0.5, 1);
      expect((mark.y - stage.y) / stage.height).toBeCloseTo(0.5, 1);
      await page.keyboard.press('Enter');
      expect(await told(page)).toEqual([{ row: 1, column: 0, value: 0 }]);
      await page.keyboard.press('Escape');
      expect(await readout(page)).toContain('Point at a cell');
    });
  });

  it('reads the pixel under the pointer, and goes ten pixels with Shift', async () => {
    await see(attributionDocument(), async (page) => {
      const stage = page.locator(`${TAG} >> [part=stage]`);
      const { width } = (await stage.boundingBox())!;
      await stage.hover({ position: { x: width * (12.5 / 28), y: width * (16.5 / 28) } });
      await expect.poll(() => readout(page)).toMatch(/^Row 16, column 12: .* "4", .* of the limit$/);
      await stage.focus();
      await page.keyboard.press('Shift+ArrowRight');
      expect(await readout(page)).toMatch(/^Row 16, column 22:/);
    });
  });

  it('paints for orange and against blue, and hides what is below the threshold', async () => {
    await see(cells(), async (page) => {
      await page.getByLabel('Smooth').uncheck();
      const [speaking, opposing, nothing] = [
        await painted(page, 0, 0),
        await painted(page, 1, 1),
        await painted(page, 0, 1),
      ];
      expect(speaking[0]).toBeGreaterThan(speaking[2]);
      expect(opposing[2]).toBeGreaterThan(opposing[0]);
      expect(speaking[3]).toBeGreaterThan(opposing[3]);
      expect(nothing[3]).toBe(0);
      await page.getByLabel('Hide below').fill('60');
      await expect.poll(() => painted(page, 1, 1).then(([, , , alpha]) => alpha)).toBe(0);
      expect((await painted(page, 0, 0))[3]).toBeGreaterThan(0);
      expect(await page.locator(`${TAG} >> .legend`).textContent()).toContain('nothing is drawn below 2.4');
      const full = (await painted(page, 0, 0))[3];
      await page.getByLabel('Opacity').fill('30');
      await expect.poll(() => painted(page, 0, 0).then(([, , , alpha]) => alpha)).toBeLessThan(full / 2);
    });
  });

  it('outlines what is for in a solid line and what is against in dashes, and says at which value', async () => {
    await see(cells(), async (page) => {
      const dashes = (side: string) =>
        page.locator(`${TAG} >> .edge.${side}`).evaluate((path) => getComputedStyle(path).strokeDasharray);
      expect(await dashes('for')).toBe('none');
      expect(await dashes('against')).toBe('5px, 4px');
      const legend = page.locator(`${TAG} >> .legend`);
      expect(await legend.textContent()).toMatch(/for: solid outline, from \+2.*against: dashed outline, from −2/s);
      await page.getByLabel('Outlines').uncheck();
      await expect.poll(() => page.locator(`${TAG} >> .edge`).count()).toBe(0);
    });
  });

  it('says its unit, what share is clipped, and rather than which class', async () => {
    const document = attributionDocument();
    const against = { index: 9, label: '9', probability: 0.01, logit: 2 };
    const data = Float32Array.from({ length: 10000 }, (_, i) => (i < 5 ? 90 : i % 7) - 3);
    const values = encodeArray({ shape: [100, 100, 1], data });
    const explained = { ...document, target: { ...document.target, against }, result: { values } };
    await see(explained, async (page) => {
      const legend = (await page.locator(`${TAG} >> .legend`).textContent())!;
      expect(legend).toContain('evidence for "4" rather than "9" of each pixel, in logits');
      expect(legend).toMatch(/against −3\s+for 3\s/);
      expect(legend).toContain('< 0.1 % of the values lie beyond the ends');
    });
  });

  it('switches class and layer', async () => {
    const documents = [
      cells('conv1'),
      cells('conv2'),
      cells('conv1', [1, 1, 1, 1], 9),
      cells('conv2', [2, 1, 1, 1], 9),
    ];
    await see({ documents }, async (page) => {
      await page.locator(`${TAG} >> label.choice`).filter({ hasText: 'conv2' }).click();
      expect(await page.locator(`${TAG} >> .method`).textContent()).toContain('conv2, 2 × 2 cells');
      await page.locator(`${TAG} >> label.choice`).nth(1).click();
      expect(await page.locator(`${TAG} >> .method`).textContent()).toContain('conv2');
      await page.locator(`${TAG} >> [part=stage]`).focus();
      await page.keyboard.press('ArrowRight');
      expect(await readout(page)).toBe('Row 0, column 0: +2 logits for "9"');
      expect(await told(page)).toEqual([
        { class: 4, label: '4', layer: 'conv2' },
        { class: 9, label: '9', layer: 'conv2' },
      ]);
      // One scale for both classes of a layer.
      expect(await page.locator(`${TAG} >> .legend`).textContent()).toContain('against −4');
    });
  });

  it('lifts the overlay with one key', async () => {
    await see(cells(), async (page) => {
      const seen = () =>
        page.locator(`${TAG} >> canvas.evidence`).evaluate((canvas) => getComputedStyle(canvas).visibility);
      await page.locator(`${TAG} >> [part=stage]`).focus();
      await page.keyboard.press('o');
      await expect.poll(seen).toBe('hidden');
      await page.keyboard.press('o');
      await expect.poll(seen).toBe('visible');
    });
  });

  it('lists the strongest places', async () => {
    await see(cells(), async (page) => {
      await page.locator(`${TAG} >> summary`).click();
      await page.locator(`${TAG} >> tbody tr`).first().waitFor();
      const rows = await page.locator(`${TAG} >> tbody tr`).allTextContents();
      expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())[0]).toMatch(/0 ?0 ?for ?\+4 ?57 %/);
      expect(rows).toHaveLength(4);
    });
  });
});

describe('the trust strip', () => {
  const checks = [
    { name: 'sparseness', value: 0.58, passes: null, sentence: 'The evidence lies in some places.' },
    { name: 'completeness', value: 0.001, passes: true, sentence: 'Nothing is lost.' },
  ];

  it('says each check in a mark, a word, a figure and a sentence, failures first and in red', async () => {
    const failed = { name: 'deletion', value: 0.7, passes: false, sentence: 'No better than chance.' };
    const verification = { forwardPasses: 400, backwardPasses: 0, duration: 100, leftOut: [] };
    const quality = { trustworthy: false, sentences: [], checks: [...checks, failed], verification };
    for (const [tag, document] of [
      [TAG, attributionDocument()],
      ['convlens-superpixels', superpixelsDocument()],
    ] as const) {
      await see(
        { ...document, quality },
        async (page) => {
          const rows = page.locator(`${tag} >> .trust li`);
          const texts = (await rows.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
          expect(texts).toEqual([
            '✗ deletion, fails: 0.7 No better than chance.',
            '✓ completeness, passes: 0.001 Nothing is lost.',
            '– sparseness, no limit: 0.58 The evidence lies in some places.',
          ]);
          const colours = await rows.evaluateAll((all) => all.map((row) => getComputedStyle(row).color));
          expect(colours).toEqual(['rgb(179, 38, 30)', 'rgb(28, 30, 33)', 'rgb(28, 30, 33)']);
          expect(await page.locator(`${tag} >> .trust`).textContent()).not.toContain('--verify');
        },
        tag,
      );
    }
  });

  it('says that nothing was verified where only cheap checks are there, and nothing where there are none', async () => {
    const quality = { trustworthy: true, sentences: [], checks };
    await see({ ...attributionDocument(), quality }, async (page) => {
      expect(await page.locator(`${TAG} >> .trust`).textContent()).toContain('run with --verify');
    });
    await see(attributionDocument(), async (page) => {
      expect(await page.locator(`${TAG} >> .trust`).count()).toBe(0);
    });
  });
});
