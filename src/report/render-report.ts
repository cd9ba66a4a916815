import type { ConvlensDocument } from '../document/document.js';
import { finding } from '../document/finding.js';
import { countOf } from '../document/format.js';
import type { LiveModel } from '../document/live-model.js';
import { DocumentError } from '../document/problem.js';
import { validateDocument } from '../document/validate.js';
import { escapeMarkup } from '../render/svg.js';
import { VERSION } from '../version.js';
import { contentPolicy } from './content-policy.js';
import { drawsCharts, figureMarkup } from './figure.js';
import { type Figure, groupDocuments } from './groups.js';
import { provenanceMarkup } from './provenance.js';
import { reportScripts } from './scripts.js';
import { STYLES } from './styles.js';

export interface ReportOptions {
  /** Default: what the documents are about. */
  readonly title?: string;
  /** BCP 47 tag of the title's language; the rest is English. Default: `en`. */
  readonly lang?: string;
  /**
   * Classifiers that the page itself can run, with images (`liveModel` of `convlens/audit`): removing regions of these images
   * then asks the classifier. Makes the page some 350 KB larger, beside weights and images. Default: none.
   */
  readonly live?: readonly LiveModel[];
}

/**
 * Documents bound into one HTML page, which opens from disk with no network: every document as its element, and in it a still
 * picture for readers without scripts. Explanations of one picture for several classes share one element. Plotly is in the page
 * only if a chart is.
 * @returns The page's text.
 * @throws RangeError if there are no documents; DocumentError that says which of them is not valid, and where.
 */
export function renderReport(documents: readonly ConvlensDocument[], options: ReportOptions = {}): string {
  if (documents.length === 0) throw new RangeError('Cannot make a report of no documents: expected at least one');
  documents.forEach(checkDocument);
  const groups = groupDocuments(documents);
  const figures = groups.flatMap((group) => group.figures);
  const { title = defaultTitle(documents, figures), lang = 'en', live = [] } = options;
  const scripts = reportScripts({ charts: drawsCharts(figures), live });
  return `<!doctype html>
<html lang="${escapeMarkup(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(scripts.hashes)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="convlens ${VERSION}">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>
${STYLES}
</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
<p class="lede">${escapeMarkup(summary(documents))}</p>
</header>
${figures.length > 1 ? contents(groups) : ''}
<main>
${groups.map(part).join('\n')}
</main>
<footer>
<h2>Provenance</h2>
${provenanceMarkup(figures)}
</footer>
${scripts.markup}
</body>
</html>
`;
}

type Part = ReturnType<typeof groupDocuments>[number];

function contents(groups: readonly Part[]): string {
  const link = ({ id, shortTitle }: Figure) => `<li><a href="#${id}">${escapeMarkup(shortTitle)}</a></li>`;
  const items = groups.map(
    ({ id, title, figures }) =>
      `<li><a class="part" href="#${id}">${title}</a>\n<ol>${figures.map(link).join('')}</ol></li>`,
  );
  return `<nav aria-label="Contents">\n<ol>\n${items.join('\n')}\n</ol>\n</nav>`;
}

function part({ id, title, figures }: Part): string {
  return `<section class="part" id="${id}">\n<h2>${title}</h2>\n${figures.map(article).join('\n')}\n</section>`;
}

function article(figure: Figure): string {
  return `<article id="${figure.id}">\n<h3>${escapeMarkup(figure.title)}</h3>\n${figureMarkup(figure)}\n</article>`;
}

function defaultTitle(documents: readonly ConvlensDocument[], figures: readonly Figure[]): string {
  const holding = figures.filter(({ view }) => !view);
  if (holding.length === 1) return holding[0].title;
  return `A look inside ${modelNames(documents).join(', ')}`;
}

function summary(documents: readonly ConvlensDocument[]): string {
  if (documents.length === 1) return `Made by convlens from the model ${documents[0].model.name}.`;
  const untrusted = documents.filter(({ quality }) => quality.trustworthy === false);
  const doubt = untrusted.length
    ? ` ${countOf(untrusted.length, 'result')} should not be trusted: ${finding(untrusted[0])}`
    : '';
  return `${countOf(documents.length, 'result')} about ${modelNames(documents).join(', ')}, made by convlens.${doubt}`;
}

function modelNames(documents: readonly ConvlensDocument[]): string[] {
  return [...new Set(documents.map(({ model }) => model.name))];
}

function checkDocument(document: ConvlensDocument, index: number, { length }: readonly unknown[]): void {
  try {
    validateDocument(document);
  } catch (error) {
    if (error instanceof DocumentError) {
      const kind = typeof document?.kind === 'string' ? ` (${document.kind})` : '';
      error.message = `Cannot put document ${index + 1} of ${length}${kind} into the report: ${error.message}`;
    }
    throw error;
  }
}
