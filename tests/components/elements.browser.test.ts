import { deflateSync } from 'node:zlib';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPage, type PageOptions, startBrowser, type TestBrowser } from '../support/browser.js';
import {
  activationsDocument,
  attributionDocument,
  auditDocument,
  comparisonDocument,
  filtersDocument,
  networkDocument,
  patchesDocument,
  predictionsDocument,
  superpixelsDocument,
  trainingDocument,
} from '../support/documents.js';
import { buildScript, DIST, elementOf, jsonUrl, pageOf } from './build-script.js';

function withCurve() {
  const document = attributionDocument({ size: 32 });
  const random = { scores: [1, 0.5, 0], area: 0.5, orders: 5 };
  const curve = { name: 'deletion', unit: 'pixels' as const, fill: 'mean', shares: [0, 0.5, 1], scores: [1, 0.1, 0] };
  return { ...document, quality: { ...document.quality, curves: [{ ...curve, area: 0.3, random }] } };
}

/** Each element with a document, and words that its finding says. */
const ELEMENTS = [
  ['convlens-superpixels', superpixelsDocument(), 'rests on 4 of 24 regions'],
  ['convlens-attribution', attributionDocument(), 'Half of the evidence for "4"'],
  ['convlens-compare-methods', attributionDocument({ size: 30 }), 'where the evidence for "4" lies'],
  ['convlens-curves', withCurve(), 'faster than chance'],
  ['convlens-filters', filtersDocument(), '8 kernels of 5 × 5'],
  ['convlens-activations', activationsDocument(), 'All 8 channels of conv1 answer'],
  ['convlens-comparison', comparisonDocument(), 'From conv1 (a unit sees 12 × 12 pixels)'],
  ['convlens-patches', patchesDocument(), 'what excites 6 units most in 100 images'],
  ['convlens-network', networkDocument(), 'layers with 11,274 parameters'],
  ['convlens-predictions', predictionsDocument(), '5 images recognised'],
  ['convlens-training', trainingDocument(), 'digits is right on 99.0 % of 10,000 test images'],
  ['convlens-audit', auditDocument(), 'digits leans on a shortcut: 70 % of the evidence for "cow"'],
] as const;

let browser: TestBrowser;

beforeAll(async () => {
  buildScript();
  browser = await startBrowser(DIST);
});

afterAll(() => browser?.close());

async function withPage(
  html: { readonly html: string },
  look: (page: Page, open: OpenPage) => Promise<void>,
  options?: PageOptions,
): Promise<void> {
  await browser.see(html, look, options);
}

const finding = (page: Page, tag: string) => page.locator(`${tag} >> .finding`);

describe.each(ELEMENTS)('%s', (tag, document, words) => {
  it('shows a document that is its property', async () => {
    await withPage(pageOf(`<${tag}></${tag}>`), async (page) => {
      await page.evaluate(([name, value]) => Object.assign(window.document.querySelector(name)!, { document: value }), [
        tag,
        document,
      ] as const);
      await expect.poll(() => finding(page, tag).textContent()).toContain(words);
    });
  });

  it('shows a document that is its JSON child', async () => {
    await withPage(pageOf(elementOf(tag, document)), async (page) => {
      expect(await finding(page, tag).textContent()).toContain(words);
    });
  });

  it('shows the first document of its kind at its address', async () => {
    const others = ELEMENTS.map(([, other]) => other).filter((other) => other !== document);
    const src = jsonUrl({ documents: [...others, document] });
    await withPage(pageOf(`<${tag} src="${src}"></${tag}>`), async (page) => {
      await expect.poll(() => finding(page, tag).textContent()).toContain(words);
    });
  });

  it('says in a sentence what is wrong with a document', async () => {
    const { result: _left, ...broken } = document;
    await withPage(pageOf(elementOf(tag, broken)), async (page) => {
      const problem = page.locator(`${tag} >> [role=alert]`);
      expect(await problem.textContent()).toMatch(/^Document is not valid at result: /);
    });
  });

  it('says which documents there are when none is of its kind', async () => {
    await withPage(pageOf(elementOf(tag, { documents: [{ kind: 'a' }, { kind: 'b' }] })), async (page) => {
      await expect.poll(() => page.locator(`${tag} >> [role=alert]`).textContent()).toContain('it has "a", "b"');
    });
  });

  it('has no accessibility violations, light, dark and narrow', async () => {
    for (const options of [{ width: 900 }, { width: 340, colorScheme: 'dark' }] as const) {
      await withPage(
        pageOf(elementOf(tag, document)),
        async (page) => {
          await finding(page, tag).waitFor();
          await page.locator(`${tag} >> summary >> nth=-1`).click();
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
          expect(
            violations.map(
              ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary).join(' ')}`,
            ),
          ).toEqual([]);
        },
        options,
      );
    }
  });

  it('fits 320 pixels', async () => {
    await withPage(
      pageOf(elementOf(tag, document)),
      async (page) => {
        await finding(page, tag).waitFor();
        const [inner, outer] = await page.evaluate(() => [
          window.document.documentElement.scrollWidth,
          window.innerWidth,
        ]);
        expect(inner).toBeLessThanOrEqual(outer);
      },
      { width: 320 },
    );
  });

  it('survives being moved, hidden, and shown again', async () => {
    await withPage(
      pageOf(`<div id="a" style="display: none">${elementOf(tag, document)}</div><div id="b"></div>`),
      async (page) => {
        await page.evaluate((name) => {
          window.document.querySelector('#b')!.append(window.document.querySelector(name)!);
        }, tag);
        expect(await finding(page, tag).textContent()).toContain(words);
        const canvases = await page.locator(`${tag} >> canvas`).all();
        for (const canvas of canvases) expect((await canvas.boundingBox())!.width).toBeGreaterThan(20);
      },
    );
  });

  it('opens every disclosure in print, black on white', async () => {
    await withPage(
      pageOf(elementOf(tag, document)),
      async (page) => {
        await finding(page, tag).waitFor();
        await page.emulateMedia({ media: 'print' });
        const closed = page.locator(`${tag} >> details:not([open])`);
        await expect.poll(() => closed.count()).toBe(0);
        await expect.poll(() => page.locator(`${tag} >> table >> nth=-1`).isVisible()).toBe(true);
        expect(await finding(page, tag).evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)');
        await page.emulateMedia({ media: 'screen' });
        await expect.poll(() => page.locator(`${tag} >> details[open]`).count()).toBe(0);
      },
      { colorScheme: 'dark' },
    );
  });

  it('is drawn dark where the page is dark', async () => {
    await withPage(
      pageOf(elementOf(tag, document)),
      async (page) => {
        const ink = await finding(page, tag).evaluate((element) => getComputedStyle(element).color);
        expect(ink).toBe('rgb(233, 231, 226)');
      },
      { colorScheme: 'dark' },
    );
  });
});

describe('all elements', () => {
  it('keep names and labels as text', async () => {
    const evil = '<img src=x onerror="console.error(1)"><script>console.error(2)</script>';
    const named = ['name', 'label', 'layer', 'image'];
    const spoil = (value: unknown): unknown => {
      const text = JSON.stringify(value, (key, entry) => {
        if (key === 'inputs') return (entry as string[]).map((name) => evil + name);
        return named.includes(key) && typeof entry === 'string' ? evil + entry : entry;
      });
      const copy = JSON.parse(text);
      copy.model.classes = copy.model.classes.map(() => evil);
      copy.quality.sentences = [evil];
      return copy;
    };
    // An audit refers to its images by their names: it has a test of its own.
    const others = ELEMENTS.filter(([tag]) => tag !== 'convlens-audit');
    const body = others.map(([tag, document]) => elementOf(tag, spoil(document))).join('');
    await withPage(pageOf(body), async (page) => {
      for (const [tag] of others) {
        await finding(page, tag).waitFor();
        await page.locator(`${tag} >> summary >> nth=-1`).click();
        await expect.poll(() => page.locator(`${tag} >> img[src=x]`).count()).toBe(0);
        await expect.poll(() => page.locator(`${tag} >> figure`).textContent()).toContain('onerror');
      }
    });
  });

  it('may be defined twice, as script and as module', async () => {
    const [tag, document, words] = ELEMENTS[0];
    const twice = '<script src="/convlens.js"></script><script type="module" src="/convlens.js"></script>';
    await withPage(pageOf(elementOf(tag, document), twice), async (page) => {
      expect(await finding(page, tag).textContent()).toContain(words);
    });
  });

  it('show their light children until there is a document', async () => {
    const body = '<convlens-filters><p id="fallback">A picture of the filters</p></convlens-filters>';
    await withPage(pageOf(body), async (page) => {
      await expect.poll(() => page.locator('#fallback').isVisible()).toBe(true);
      await page.evaluate(
        (value) => Object.assign(window.document.querySelector('convlens-filters')!, { document: value }),
        filtersDocument(),
      );
      await expect.poll(() => page.locator('#fallback').isVisible()).toBe(false);
    });
  });

  it('say what is wrong with an address', async () => {
    await withPage(
      pageOf('<convlens-filters src="missing.json"></convlens-filters>'),
      async (page) => {
        const problem = page.locator('convlens-filters >> [role=alert]');
        await expect
          .poll(() => problem.textContent())
          .toMatch(/Cannot read ".*missing\.json": the server answered 404/);
      },
      { expected: /404/ },
    );
  });

  it('unpack JSON that a report packed, and say what is wrong with what does not unpack', async () => {
    const packed = deflateSync(JSON.stringify(networkDocument())).toString('base64');
    const script = (text: string) => `<script type="application/json" data-packed="deflate">${text}</script>`;
    const body = `<convlens-network>${script(packed)}</convlens-network>
      <convlens-filters>${script(packed.slice(20))}</convlens-filters>`;
    await withPage(pageOf(body), async (page) => {
      await page.locator('convlens-network >> figure').waitFor();
      await expect
        .poll(() => page.locator('convlens-filters >> [role=alert]').textContent())
        .toBe('Cannot read the JSON in this element: expected packed JSON, but it does not unpack');
    });
  });

  it('say what is wrong with JSON, and with an index', async () => {
    const body = `<convlens-filters><script type="application/json">{"kind": </script></convlens-filters>
      ${elementOf('convlens-network', networkDocument(), 'index="3"')}`;
    await withPage(pageOf(body), async (page) => {
      expect(await page.locator('convlens-filters >> [role=alert]').textContent()).toMatch(
        /^Cannot read the JSON in this element: expected JSON/,
      );
      expect(await page.locator('convlens-network >> [role=alert]').textContent()).toBe(
        'Cannot show document 3: there are 1 of kind "network"',
      );
    });
  });
});
