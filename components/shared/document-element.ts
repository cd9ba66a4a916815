import { html, nothing, type TemplateResult } from 'lit';
import { type ConvlensDocument, finding } from '../../src/document/index.js';
import { DocumentHolder } from './document-holder.js';
import { figureStyles } from './figure.styles.js';
import { PrintController } from './print-controller.js';
import { renderProvenance } from './provenance.js';

/**
 * What all views share: documents come in (`DocumentHolder`), one figure comes out. Until there is a document the light children are
 * shown; what is wrong with one is said in a sentence.
 *
 * @fires convlens-select - a person chose something; `detail` says what.
 */
export abstract class DocumentElement<D extends ConvlensDocument> extends DocumentHolder<D> {
  static override styles = figureStyles;

  static override properties = {
    ...DocumentHolder.properties,
    opened: { state: true },
    printing: { state: true },
  };

  declare protected opened: ReadonlySet<string>;
  declare printing: boolean;

  constructor() {
    super();
    this.opened = new Set();
    this.printing = false;
    new PrintController(this);
  }

  /** One plain sentence: what is seen, or that nothing can be concluded. */
  protected finding(document: D): string {
    return finding(document);
  }

  protected abstract renderPicture(document: D): TemplateResult;
  protected abstract renderLegend(document: D): TemplateResult | typeof nothing;
  /** Method and count, in one line. */
  protected abstract method(document: D): string;
  protected abstract renderTable(document: D): TemplateResult;

  /** A chart of the numbers in the table, where one helps. */
  protected renderChart(_document: D): TemplateResult | typeof nothing {
    return nothing;
  }

  /** What a person should read before the picture, beside the finding. */
  protected sentences({ quality }: D): readonly string[] {
    return quality.sentences;
  }

  /** Whether a person is told not to trust it. */
  protected doubtful({ quality }: D): boolean {
    return quality.trustworthy === false;
  }

  /** Nothing where the elements that hold the documents (`for`) say it. */
  protected renderProvenance(document: D): TemplateResult | typeof nothing {
    return renderProvenance(document);
  }

  protected override render(): TemplateResult {
    if (this.failure) return html`<p class="problem" role="alert" part="problem">${this.failure}</p><slot></slot>`;
    const document = this.shown;
    if (!document) return html`<slot><p class="quiet">No document yet.</p></slot>`;
    return html`<figure part="figure">
      <figcaption part="caption">
        <p class="finding" part="finding">${keepTogether(this.finding(document))}</p>
        ${renderQuality(this.doubtful(document), this.sentences(document))}
      </figcaption>
      ${this.renderPicture(document)}
      <div class="legend" part="legend">${this.renderLegend(document)}</div>
      <p class="method" part="method">${this.method(document)}</p>
      ${this.disclosure(
        'numbers',
        'Numbers and provenance',
        () => html`${this.renderChart(document)}
          <div class="scroll" tabindex="0" role="group" aria-label="Numbers">${this.renderTable(document)}</div>
          ${this.renderProvenance(document)}`,
      )}
    </figure>`;
  }

  /** Content that is made when it is asked for, and always in print. */
  protected disclosure(key: string, summary: string, content: () => TemplateResult): TemplateResult {
    const open = this.printing || this.opened.has(key);
    return html`<details ?open=${open} @toggle=${(event: Event) => this.#toggle(key, event)}>
      <summary>${summary}</summary>
      ${open ? content() : nothing}
    </details>`;
  }

  /** Tells the page what a person chose. */
  protected announce(detail: Readonly<Record<string, unknown>>): void {
    this.dispatchEvent(new CustomEvent('convlens-select', { detail, bubbles: true, composed: true }));
  }

  #toggle(key: string, event: Event): void {
    const open = (event.currentTarget as HTMLDetailsElement).open;
    if (this.printing || open === this.opened.has(key)) return;
    const opened = new Set(this.opened);
    if (open) opened.add(key);
    else opened.delete(key);
    this.opened = opened;
  }
}

/** A number is not parted from its unit or from what it is multiplied with. */
function keepTogether(text: string): readonly (string | TemplateResult)[] {
  const parts = text.split(/(\d[\d.,]*(?: × \d[\d.,]*)+|(?:[<>] )?\d[\d.,]* %)/);
  return parts.map((part, i) => (i % 2 ? html`<span class="together">${part}</span>` : part));
}

function renderQuality(doubt: boolean, sentences: readonly string[]): TemplateResult | typeof nothing {
  if (!sentences.length && !doubt) return nothing;
  return html`<p class="quality ${doubt ? 'doubt' : ''}" part="quality">
    ${doubt ? html`<strong>Do not trust this result.</strong> ` : nothing}${sentences.join(' ')}
  </p>`;
}
