import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AuditDocument, ConvlensDocument } from '../../src/document/index.js';
import { renderReport } from '../../src/report/index.js';
import {
  activationsDocument,
  attributionDocument,
  filtersDocument,
  networkDocument,
  oneOfEach,
  patchesDocument,
  predictionsDocument,
  superpixelsDocument,
  trainingDocument,
} from '../support/documents.js';

const EVIL = '</script><img src=x onerror=alert(1)><!--<script>&"\'';

/** The texts of the page's `<script>` elements whose opening tag matches. */
const scriptsOf = (page: string, tag: RegExp) =>
  [...page.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)]
    .filter(([, open]) => tag.test(open))
    .map(([, , text]) => text);

const jsonOf = (page: string) => scriptsOf(page, /application\/json/).map((text) => JSON.parse(text));
const policyOf = (page: string) => /Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
const kilobytes = (text: string) => new TextEncoder().encode(text).length / 1000;

describe('renderReport', () => {
  it('is one page that refers to nothing but data and its own parts', () => {
    const page = renderReport(oneOfEach());
    const [markup] = page.split('<script type="text/plain"');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const [, address] of markup.matchAll(/\s(?:href|src)="([^"]*)"/g))
      expect(address).toMatch(/^(#|data:image\/png;)/);
    expect(markup).not.toMatch(/url\(|@import/);
  });

  it('lets only the scripts run whose hashes its policy lists, and loads nothing', () => {
    for (const documents of [[filtersDocument()], oneOfEach()]) {
      const page = renderReport(documents);
      const policy = policyOf(page);
      expect(policy).toContain("default-src 'none'; img-src data:;");
      expect(policy).toContain("base-uri 'none'; form-action 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      for (const script of scriptsOf(page, /^<script>$/)) {
        expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
      }
    }
  });

  it('holds every document whole, and in it a still picture with the finding', () => {
    const documents = oneOfEach();
    const page = renderReport(documents);
    const held = jsonOf(page).flatMap((file: { documents: ConvlensDocument[] }) => file.documents);
    expect(held).toHaveLength(documents.length);
    for (const document of documents.filter(({ kind }) => kind !== 'audit')) expect(held).toContainEqual(document);
    const audit = documents.find(({ kind }) => kind === 'audit') as AuditDocument;
    const shown = held.find(({ kind }) => kind === 'audit') as AuditDocument;
    expect(shown).toEqual({ ...audit, result: { ...audit.result, segments: shown.result.segments } });
    // One more: the two explanations of one picture, compared.
    expect(page.match(/<svg xmlns=/g)).toHaveLength(documents.length + 1);
    expect(page.match(/<figcaption><p class="finding">/g)).toHaveLength(documents.length + 1);
  });

  it('has a contents list whose anchors all exist, in the order of the questions', () => {
    const page = renderReport(oneOfEach().toReversed());
    const anchors = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(anchors).size).toBeGreaterThan(8);
    for (const id of anchors) expect(page.split(`id="${id}"`)).toHaveLength(2);
    const parts = [...page.matchAll(/<section class="part" id="([^"]*)"/g)].map(([, id]) => id);
    expect(parts).toEqual([
      'audit',
      'network',
      'predictions',
      'filters',
      'activations',
      'patches',
      'comparison',
      'why',
    ]);
  });

  it('puts explanations of one picture for several classes into one element', () => {
    const page = renderReport([
      superpixelsDocument({ target: 4 }),
      filtersDocument(),
      superpixelsDocument({ target: 9 }),
      superpixelsDocument({ target: 4, seed: 2 }),
    ]);
    expect(page.match(/<convlens-superpixels/g)).toHaveLength(2);
    expect(page).toContain('<h3>Why &quot;4&quot;, &quot;9&quot;? LIME on four-1.png</h3>');
    const counts = jsonOf(page).map((file: { documents: unknown[] }) => file.documents.length);
    expect(counts.sort()).toEqual([1, 1, 2]);
  });

  it('compares the methods that explain one picture, then shows each, then their curves, and holds no document twice', () => {
    const curve = { unit: 'pixels' as const, fill: 'mean', shares: [0, 1], scores: [1, 0], area: 0.5 };
    const lime = superpixelsDocument();
    const quality = { ...lime.quality, curves: [{ ...curve, name: 'deletion' }] };
    const documents: ConvlensDocument[] = [
      { ...lime, quality },
      superpixelsDocument({ seed: 2 }),
      superpixelsDocument({ target: 9 }),
      attributionDocument(),
    ];
    const page = renderReport(documents);
    const figures = [...page.matchAll(/<(convlens-[a-z-]+) class="live" (id|for)="([^"]*)"/g)];
    expect(figures.map(([, tag, attribute, value]) => `${tag} ${attribute} ${value}`)).toEqual([
      'convlens-compare-methods for superpixels-1-element attribution-3-element',
      'convlens-superpixels id superpixels-1-element',
      'convlens-attribution id attribution-3-element',
      'convlens-curves for superpixels-1-element attribution-3-element',
      'convlens-superpixels id superpixels-2-element',
    ]);
    expect(jsonOf(page).flatMap((file: { documents: unknown[] }) => file.documents)).toHaveLength(documents.length);
    expect(page.match(/<tr><td><a href=/g)).toHaveLength(documents.length);
    expect(page).toContain('No two of 2 methods agree');
  });

  it('carries plotly for curves alone', () => {
    const unit = 'cells' as const;
    const curve = { name: 'insertion', unit, fill: 'blur', shares: [0, 1], scores: [0, 1], area: 0.5 };
    const document = attributionDocument();
    expect(renderReport([document])).not.toContain('id="convlens-plotly"');
    const page = renderReport([{ ...document, quality: { ...document.quality, curves: [curve] } }]);
    expect(page).toContain('id="convlens-plotly"');
    expect(page).toContain('<h1>Why &quot;4&quot;?');
  });

  it.each([
    ['filters', [filtersDocument(), patchesDocument(), networkDocument(), predictionsDocument()], false],
    ['superpixels', [superpixelsDocument()], true],
    ['activations', [activationsDocument()], true],
    ['training', [trainingDocument()], true],
  ] as const)('carries plotly only where a chart is drawn: %s', (_, documents, has) => {
    const page = renderReport(documents);
    expect(page.includes('id="convlens-plotly"')).toBe(has);
    expect(policyOf(page).match(/sha256-/g)).toHaveLength(has ? 3 : 2);
  });

  it('weighs at most 300 KB beside its data, and 600 KB more with charts', () => {
    const own = (documents: readonly ConvlensDocument[]) =>
      kilobytes(renderReport(documents).replace(/(<script type="application\/json"[^>]*>)[\s\S]*?<\/script>/g, '$1'));
    const quiet = [
      filtersDocument(),
      patchesDocument(),
      networkDocument(),
      predictionsDocument(),
      attributionDocument(),
    ];
    expect(own(quiet)).toBeLessThan(300);
    expect(own(oneOfEach())).toBeLessThan(900);
  });

  it('is the same page for the same documents', () => {
    expect(renderReport(oneOfEach())).toBe(renderReport(oneOfEach()));
  });

  it.each([
    ['a class name', withLabel(EVIL)],
    ['an image name', { ...superpixelsDocument(), image: { ...superpixelsDocument().image, name: EVIL } }],
    ['a model name', { ...filtersDocument(), model: { ...filtersDocument().model, name: EVIL } }],
    ['a method name', { ...attributionDocument(), method: { ...attributionDocument().method, name: EVIL } }],
    ['a quality sentence', { ...filtersDocument(), quality: { trustworthy: false, sentences: [EVIL] } }],
    ['an unknown key', { ...filtersDocument(), [EVIL]: EVIL }],
  ])('lets nothing out of %s', (_, document) => {
    const page = renderReport([document as ConvlensDocument], { title: EVIL, lang: EVIL });
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('<!--<script');
    const ours = page.replace(/<script( type="text\/plain"[^>]*)?>[\s\S]*?<\/script>/g, '');
    expect(ours.match(/<script/g) ?? []).toHaveLength(ours.match(/<\/script/g)?.length ?? 0);
    expect(jsonOf(page).every((file: { documents: unknown[] }) => file.documents.length === 1)).toBe(true);
  });

  it('takes a title and a language', () => {
    const page = renderReport(oneOfEach(), { title: 'Warum', lang: 'de' });
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<title>Warum</title>');
    expect(page).toContain('<h1>Warum</h1>');
    expect(renderReport([filtersDocument()])).toContain('<h1>Filters of conv1</h1>');
    expect(renderReport(oneOfEach())).toContain('<h1>A look inside digits</h1>');
  });

  it('says first what should not be trusted', () => {
    const doubtful = { ...superpixelsDocument(), quality: { trustworthy: false, sentences: ['Too few samples.'] } };
    const page = renderReport([filtersDocument(), doubtful]);
    expect(page).toMatch(
      /class="lede">2 results about digits, made by convlens\. 1 result should not be trusted: What/,
    );
    expect(page).toContain('<strong>Do not trust this result.</strong> Too few samples.');
  });

  it('says which document is not valid, and where', () => {
    const wrong = superpixelsDocument();
    const broken = { ...wrong, result: { ...wrong.result, r2: 'high' } } as unknown as ConvlensDocument;
    expect(() => renderReport([filtersDocument(), broken, networkDocument()])).toThrow(
      'Cannot put document 2 of 3 (superpixels) into the report: Document is not valid at result.r2: expected a number, got "high"',
    );
    expect(() => renderReport([null as unknown as ConvlensDocument])).toThrow(
      'Cannot put document 1 of 1 into the report: Document is not valid: expected an object, got null',
    );
    expect(() => renderReport([])).toThrow('Cannot make a report of no documents: expected at least one');
  });
});

function withLabel(label: string): ConvlensDocument {
  const document = superpixelsDocument();
  const classes = document.model.classes.with(4, label);
  return { ...document, model: { ...document.model, classes }, target: { ...document.target, label } };
}
