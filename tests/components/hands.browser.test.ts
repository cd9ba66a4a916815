import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type TestBrowser } from '../support/browser.js';
import {
  activationsDocument,
  comparisonDocument,
  filtersDocument,
  networkDocument,
  patchesDocument,
  predictionsDocument,
  superpixelsDocument,
  trainingDocument,
} from '../support/documents.js';
import { buildScript, DIST, elementOf, pageOf } from './build-script.js';

// What a person does with pointer and keys, and what is seen and told then.

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

async function see(
  tag: string,
  documents: unknown,
  look: (page: Page) => Promise<void>,
  attributes = '',
): Promise<void> {
  const looked = async (page: Page) => {
    await page.locator(`${tag} >> .finding`).waitFor();
    await look(page);
  };
  await browser.see(pageOf(elementOf(tag, documents, attributes), LISTEN), looked);
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: unknown[] }).told);

/** The colour at a place of a canvas, in shares of its size. */
function colourAt(page: Page, canvas: string, x: number, y: number): Promise<number[]> {
  return page
    .locator(canvas)
    .first()
    .evaluate(
      (element, place) => {
        const { width, height } = element as HTMLCanvasElement;
        const context = (element as HTMLCanvasElement).getContext('2d')!;
        return [...context.getImageData(Math.floor(place.x * width), Math.floor(place.y * height), 1, 1).data];
      },
      { x, y },
    );
}

describe('convlens-superpixels', () => {
  const classes = [4, 9, 1].map((target) => superpixelsDocument({ target }));
  const row = 'convlens-superpixels >> [role=option]';

  it('says for and against in words and outlines', async () => {
    await see('convlens-superpixels', classes[0], async (page) => {
      const words = await page.locator(`${row} >> span:nth-child(2)`).allTextContents();
      const signs = classes[0].result.weights.map(({ weight }) => (weight > 0 ? 'for' : 'against'));
      expect(words.filter((word, i) => word !== 'unclear' && word !== signs[i])).toEqual([]);
      const dashes = (side: string) =>
        page
          .locator(`convlens-superpixels >> .edge.${side}`)
          .first()
          .evaluate((path) => getComputedStyle(path).strokeDasharray);
      expect(await dashes('for')).toBe('none');
      expect(await dashes('against')).toBe('6px, 4px');
    });
  });

  it('shows as many regions as the slider says, and hides the rest', async () => {
    await see('convlens-superpixels', classes[0], async (page) => {
      const badges = page.locator('convlens-superpixels >> .badge');
      expect(await badges.count()).toBe(8);
      await page.locator('convlens-superpixels >> input[type=range]').focus();
      await page.keyboard.press('ArrowRight');
      expect(await badges.count()).toBe(9);
      await page.keyboard.press('Home');
      expect(await badges.count()).toBe(0);
      await page.keyboard.press('End');
      expect(await badges.count()).toBe(24);
      await page.locator('convlens-superpixels').evaluate((element) => Object.assign(element, { regions: 3 }));
      await page.getByLabel('Hide the rest').check();
      const cover = (await page.locator('convlens-superpixels >> .cover').getAttribute('d'))!;
      expect(cover.match(/M/g)!.length).toBeGreaterThanOrEqual(21);
      expect(await told(page)).toContainEqual({ regions: 24 });
    });
  });

  it('switches the class', async () => {
    await see('convlens-superpixels', { documents: classes }, async (page) => {
      const finding = page.locator('convlens-superpixels >> .finding');
      expect(await finding.textContent()).toContain('"4"');
      await page.locator('convlens-superpixels >> input[type=radio]').first().focus();
      await page.keyboard.press('ArrowRight');
      expect(await finding.textContent()).toContain('"9"');
      expect(await told(page)).toEqual([{ class: 9, label: '9' }]);
    });
  });

  it('highlights a region from the list by key, and the row from the picture by pointer', async () => {
    await see('convlens-superpixels', classes[0], async (page) => {
      await page.locator(row).first().focus();
      await page.keyboard.press('ArrowDown');
      const shown = page.locator('convlens-superpixels >> path.pointed:not(.halo)');
      const second = await page.locator('convlens-superpixels >> path.hit').nth(1).getAttribute('d');
      expect(await shown.getAttribute('d')).toBe(second);
      await page.keyboard.press('End');
      await expect.poll(() => page.locator(row).last().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await shown.count()).toBe(0);
      const badge = (await page.locator('convlens-superpixels >> .badge').nth(2).boundingBox())!;
      await page.mouse.move(badge.x + badge.width / 2, badge.y + badge.height / 2);
      await expect.poll(() => page.locator(row).nth(2).getAttribute('aria-selected')).toBe('true');
    });
  });

  it('lifts the overlay with one key', async () => {
    await see('convlens-superpixels', superpixelsDocument({ channels: 3 }), async (page) => {
      const filter = () =>
        page.locator('convlens-superpixels >> .stage > img').evaluate((image) => getComputedStyle(image).filter);
      expect(await filter()).toBe('grayscale(1)');
      await page.locator(row).first().focus();
      await page.keyboard.press('o');
      expect(await filter()).toBe('none');
      await page.keyboard.press('o');
      expect(await filter()).toBe('grayscale(1)');
    });
  });

  it('says when nothing can be concluded', async () => {
    const [document] = classes;
    const quality = { trustworthy: false, sentences: ['The ranking changes between halves of the samples.'] };
    await see('convlens-superpixels', { ...document, quality }, async (page) => {
      expect(await page.locator('convlens-superpixels >> .finding').textContent()).toEqual(
        expect.stringContaining('cannot be concluded'),
      );
      expect(await page.locator('convlens-superpixels >> .quality').textContent()).toMatch(
        /Do not trust.*ranking changes/s,
      );
    });
  });

  it('draws its weights with plotly, inside the shadow root', async () => {
    await see('convlens-superpixels', classes[0], async (page) => {
      await page.locator('convlens-superpixels >> summary').last().click();
      await page.locator('convlens-superpixels >> .main-svg').first().waitFor();
      await expect.poll(() => page.locator('convlens-superpixels >> .bars .point').count()).toBe(24);
    });
  });
});

describe('convlens-filters', () => {
  it('draws purple below zero and green above, and reads a weight', async () => {
    const document = filtersDocument();
    await see('convlens-filters', document, async (page) => {
      const stage = page.locator('convlens-pixels >> [part=stage]');
      await stage.focus();
      await page.keyboard.press('ArrowRight');
      const readout = page.locator('convlens-pixels >> .readout');
      const said = (await readout.textContent())!;
      expect(said).toMatch(/^row 0, column 0: /);
      const [red, green] = await colourAt(page, 'convlens-pixels >> canvas', 0.1, 0.1);
      expect(green > red).toBe(!said.includes('−'));
      await page.keyboard.press('End');
      expect(await readout.textContent()).toMatch(/^row 0, column 4: /);
      await page.keyboard.press('Escape');
      expect(await readout.textContent()).toMatch(/^Bias /);
    });
  });

  it('enlarges the kernel that is chosen by key or pointer', async () => {
    await see('convlens-filters', filtersDocument({ shape: [3, 3, 16, 40] }), async (page) => {
      const stage = page.locator('convlens-tiles >> [part=stage]');
      await stage.focus();
      await page.keyboard.press('ArrowDown');
      expect(await page.locator('convlens-tiles >> .readout').textContent()).toMatch(
        /^Kernel \d+: norm .* input channel 0/,
      );
      await page.keyboard.press('Enter');
      const [first] = (await told(page)) as { kernel: number; input: number }[];
      await expect
        .poll(() => page.locator('convlens-filters >> .detail > .title').textContent())
        .toBe(`Kernel ${first.kernel}`);
      await stage.click({ position: { x: 100, y: 10 } });
      expect(((await told(page)) as { input: number }[])[1].input).toBe(2);
      await page.getByLabel('Kernels by weight').selectOption({ index: 2 });
      expect(
        await page
          .locator('convlens-tiles')
          .evaluate((tiles) => (tiles as unknown as { tiles: unknown[] }).tiles.length),
      ).toBe(12 * 16);
    });
  });
});

describe('convlens-activations', () => {
  it('switches the layer and names the dead channels', async () => {
    await see('convlens-activations', activationsDocument(), async (page) => {
      await page.getByText('conv2').first().click();
      expect(await page.locator('convlens-activations >> .finding').textContent()).toContain(
        '2 of 16 channels of conv2 are dead',
      );
      await expect
        .poll(() => page.locator('convlens-activations >> .caption').first().textContent())
        .toContain('channels 5, 11');
      expect(await told(page)).toEqual([{ layer: 'conv2' }]);
    });
  });

  it('names the classes of the last layer', async () => {
    await see(
      'convlens-activations',
      activationsDocument(),
      async (page) => {
        expect(await page.locator('convlens-activations >> .finding').textContent()).toBe(
          'dense answers most strongly for "4": 9.1.',
        );
        await expect.poll(() => page.locator('convlens-activations >> li.top').textContent()).toMatch(/4\s+9\.1/);
      },
      'layer="dense"',
    );
  });

  it('draws the histogram when it is seen', async () => {
    await see('convlens-activations', activationsDocument(), async (page) => {
      await page.locator('convlens-chart >> .main-svg').first().waitFor();
      const [plot, svg] = await Promise.all(
        ['.plot', '.main-svg >> nth=0'].map((part) => page.locator(`convlens-chart >> ${part}`).boundingBox()),
      );
      expect(svg!.width).toBeCloseTo(plot!.width, 0);
      await page.setViewportSize({ width: 400, height: 900 });
      await expect
        .poll(async () => (await page.locator('convlens-chart >> .main-svg >> nth=0').boundingBox())!.width)
        .toBeLessThan(400);
    });
  });
});

describe('convlens-comparison', () => {
  it('reads what excites a unit, by key', async () => {
    const document = comparisonDocument();
    await see('convlens-comparison', document, async (page) => {
      await page.locator('convlens-comparison >> [role=gridcell]').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      const { unit, patches } = document.result.layers[1].units[1];
      const readout = await page.locator('convlens-comparison >> .readout').textContent();
      expect(readout).toContain(`conv2, unit ${unit}: strongest`);
      expect(readout).toContain(patches[0].image);
      await page.keyboard.press('Enter');
      expect(await told(page)).toMatchObject([{ layer: 'conv2', unit }]);
      await page.keyboard.press('Escape');
      await expect
        .poll(() => page.locator('convlens-comparison >> .readout').textContent())
        .toContain('Point at a unit');
    });
  });
});

describe('convlens-patches', () => {
  it('reads where a region comes from, by key', async () => {
    const document = patchesDocument();
    await see('convlens-patches', document, async (page) => {
      await page.locator('convlens-patches >> [role=gridcell]').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      const { image, row, column } = document.result.units[1].patches[1];
      const readout = await page.locator('convlens-patches >> .readout').textContent();
      expect(readout).toContain('Unit 1, place 2');
      expect(readout).toContain(`${image}, row ${row}, column ${column}`);
      await page.keyboard.press('Enter');
      expect(await told(page)).toMatchObject([{ layer: 'conv2', unit: 1, image }]);
    });
  });

  it('shows the units that are asked for, and the least regions', async () => {
    await see('convlens-patches', patchesDocument(), async (page) => {
      await page.getByLabel('Units').fill('1, 3-4');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.locator('convlens-patches >> [role=row] .title').allTextContents())
        .toEqual(['Unit 1', 'Unit 3', 'Unit 4']);
      await page.getByText('least').click();
      await expect.poll(() => page.locator('convlens-patches >> [role=grid]').count()).toBe(2);
    });
  });
});

describe('convlens-network', () => {
  it('links a layer to what it reads, in words and lines', async () => {
    await see('convlens-network', networkDocument(), async (page) => {
      await page.locator('convlens-network >> .layers tbody tr').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const said = await page.locator('convlens-network >> tbody td.said').allTextContents();
      expect(said.slice(0, 4)).toEqual(['', '← input', '', '→ output']);
      await expect.poll(() => page.locator('convlens-network >> .wires path.lit').count()).toBe(2);
      await expect
        .poll(() => page.locator('convlens-network >> .sees p').textContent())
        .toContain('pool1 sees 6 × 6 pixels');
    });
  });
});

describe('convlens-predictions', () => {
  it('marks what is wrong, and shows it alone', async () => {
    const document = predictionsDocument({ images: 4 });
    const { classes } = document.model;
    const images = document.result.images.map((image, i) => {
      const best = image.probabilities.indexOf(Math.max(...image.probabilities));
      return { ...image, label: classes[i === 2 ? (best + 1) % 10 : best] };
    });
    await see('convlens-predictions', { ...document, result: { images } }, async (page) => {
      expect(await page.locator('convlens-predictions >> .finding').textContent()).toEqual(
        expect.stringMatching(/^3 of 4 images recognised right/),
      );
      expect(await page.locator('convlens-predictions >> .verdict').textContent()).toBe(
        `Wrong: it is ${images[2].label}`,
      );
      await page.getByLabel('Only the wrong (1)').check();
      await expect.poll(() => page.locator('convlens-predictions >> li').count()).toBe(1);
    });
  });
});

describe('convlens-training', () => {
  it('draws the curves and names them', async () => {
    await see('convlens-training', trainingDocument(), async (page) => {
      await page.locator('convlens-chart >> .annotation-text').first().waitFor();
      expect(await page.locator('convlens-chart >> .annotation-text').allTextContents()).toEqual([
        'logistic',
        'perceptron',
        'digits',
      ]);
      await expect.poll(() => page.locator('convlens-chart >> .scatterlayer .trace').count()).toBe(6);
    });
  });

  it('says the numbers where plotly cannot be loaded', async () => {
    const open = await browser.open(pageOf(elementOf('convlens-training', trainingDocument())), {
      expected: /convlens-plotly|Failed to load/,
    });
    await open.page.route('**/convlens-plotly.js', (route) => route.abort());
    await open.page.reload();
    await open.page.getByText('The curves could not be drawn here').waitFor();
    expect(await open.page.locator('convlens-training >> td').first().textContent()).toBe('logistic');
    await open.close();
  });
});
