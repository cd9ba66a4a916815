import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type ConvlensDocument, finding } from '../../src/document/index.js';
import { documentsOfKind, fetchJson, parseJson } from './document-source.js';
import { figureStyles } from './figure.styles.js';
import { PrintController } from './print-controller.js';
import { renderProvenance } from './provenance.js';

/**
 * What all views share: a document comes in by the property `document` (or `documents`), by the attribute `src`, or as JSON in a
 * `<script type="application/json">` child; one figure comes out. Until there is a document the light children are shown; what is wrong
 * with one is said in a sentence.
 *
 * @fires convlens-select - a person chose something; `detail` says what.
 */
export abstract class DocumentElement<D extends ConvlensDocument> extends LitElement {
  static override styles = figureStyles;

  static override properties = {
    document: { attribute: false },
    documents: { attribute: false },
    src: {},
    index: { type: Number },
    active: { state: true },
    loaded: { state: true },
    failure: { state: true },
    opened: { state: true },
    printing: { state: true },
  };

  /** The document to show. */
  declare document: D | undefined;
  /** Several documents of the same kind, to switch between. */
  declare documents: readonly D[] | undefined;
  /** Address of a JSON file with a document, or with `{documents: [...]}`; relative to the page. */
  declare src: string | undefined;
  /** Which document of this kind in the file is shown first, from 0. */
  declare index: number;

  declare protected active: number;
  declare protected loaded: unknown;
  declare protected failure: string | undefined;
  declare protected opened: ReadonlySet<string>;
  declare printing: boolean;

  /** The valid documents that one can switch between; the shown one is `choices[active]`. */
  protected choices: readonly D[] = [];
  #request: AbortController | undefined;
  #children: MutationObserver | undefined;

  constructor() {
    super();
    this.index = 0;
    this.active = 0;
    this.opened = new Set();
    this.printing = false;
    new PrintController(this);
  }

  /** The kind of document that this element shows. */
  protected abstract readonly kind: D['kind'];

  /** Decodes the document before it is drawn. What it throws is shown as a sentence. */
  protected abstract prepare(document: D): void;

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

  /** Which documents of a file belong together, so that one switches between them. */
  protected belongs(document: D, shown: D): boolean {
    return document.model.name === shown.model.name && document.model.fingerprint === shown.model.fingerprint;
  }

  get shown(): D | undefined {
    return this.choices[this.active];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#children = new MutationObserver(() => this.#readChild());
    this.#children.observe(this, { childList: true });
    if (this.ownerDocument.readyState === 'loading') {
      this.ownerDocument.addEventListener('DOMContentLoaded', () => this.#readChild(), { once: true });
    } else {
      this.#readChild();
    }
    if (this.hasUpdated && this.src && this.loaded === undefined) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
    this.#request?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('src')) void this.#load();
    if (['document', 'documents', 'loaded', 'index'].some((name) => changed.has(name))) this.#take();
    else if (changed.has('active')) this.#guard(() => this.shown && this.prepare(this.shown));
  }

  protected override render(): TemplateResult {
    if (this.failure) return html`<p class="problem" role="alert" part="problem">${this.failure}</p><slot></slot>`;
    const document = this.shown;
    if (!document) return html`<slot><p class="quiet">No document yet.</p></slot>`;
    return html`<figure part="figure">
      <figcaption part="caption">
        <p class="finding" part="finding">${keepTogether(this.finding(document))}</p>
        ${renderQuality(document, this.sentences(document))}
      </figcaption>
      ${this.renderPicture(document)}
      <div class="legend" part="legend">${this.renderLegend(document)}</div>
      <p class="method" part="method">${this.method(document)}</p>
      ${this.disclosure(
        'numbers',
        'Numbers and provenance',
        () => html`${this.renderChart(document)}
          <div class="scroll" tabindex="0" role="group" aria-label="Numbers">${this.renderTable(document)}</div>
          ${renderProvenance(document)}`,
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

  #take(): void {
    const given = this.documents ?? this.document ?? this.loaded;
    this.choices = [];
    if (given === undefined || given === null) return;
    this.#guard(() => {
      const all = documentsOfKind<D>(given, this.kind);
      const shown = all[this.index];
      if (!shown)
        throw new RangeError(`Cannot show document ${this.index}: there are ${all.length} of kind "${this.kind}"`);
      const choices = all.filter((entry) => entry === shown || this.belongs(entry, shown));
      this.prepare(shown);
      this.choices = choices;
      this.active = choices.indexOf(shown);
    });
  }

  #guard(action: () => void): void {
    try {
      this.failure = undefined;
      action();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  async #load(): Promise<void> {
    this.#request?.abort();
    if (!this.src) return;
    const request = new AbortController();
    this.#request = request;
    try {
      const loaded = await fetchJson(new URL(this.src, this.baseURI).href, request.signal);
      if (!request.signal.aborted) this.loaded = loaded;
    } catch (error) {
      if (!request.signal.aborted) this.failure = (error as Error).message;
    }
  }

  #readChild(): void {
    const child = this.querySelector(':scope > script[type="application/json"]');
    if (!child || this.src) return;
    this.#guard(() => {
      this.loaded = parseJson(child.textContent ?? '', 'the JSON in this element');
    });
  }
}

/** A number is not parted from its unit or from what it is multiplied with. */
function keepTogether(text: string): readonly (string | TemplateResult)[] {
  const parts = text.split(/(\d[\d.,]*(?: × \d[\d.,]*)+|(?:[<>] )?\d[\d.,]* %)/);
  return parts.map((part, i) => (i % 2 ? html`<span class="together">${part}</span>` : part));
}

function renderQuality({ quality }: ConvlensDocument, sentences: readonly string[]): TemplateResult | typeof nothing {
  const doubt = quality.trustworthy === false;
  if (!sentences.length && !doubt) return nothing;
  return html`<p class="quality ${doubt ? 'doubt' : ''}" part="quality">
    ${doubt ? html`<strong>Do not trust this result.</strong> ` : nothing}${sentences.join(' ')}
  </p>`;
}
