import { LitElement, type PropertyValues } from 'lit';
import type { ConvlensDocument } from '../../src/document/index.js';
import { documentsOfKinds, fetchJson, parseJson } from './document-source.js';
import { unpackJson } from './unpack-json.js';

/** What an element says, to those that show its documents in another way, when it has taken some. */
const TAKEN = 'convlens-documents';

/** What errors call a script child. */
const IN_ELEMENT = 'the JSON in this element';

/**
 * Takes documents in: by the property `document` (or `documents`), by the attribute `src`, as JSON in a
 * `<script type="application/json">` child, or from other elements of the page by their ids (`for`).
 */
export abstract class DocumentHolder<D extends ConvlensDocument> extends LitElement {
  static override properties = {
    document: { attribute: false },
    documents: { attribute: false },
    src: {},
    for: {},
    index: { type: Number },
    active: { state: true },
    loaded: { state: true },
    failure: { state: true },
  };

  /** The document to show. */
  declare document: D | undefined;
  /** Several documents, to switch between or to compare. */
  declare documents: readonly D[] | undefined;
  /** Address of a JSON file with a document, or with `{documents: [...]}`; relative to the page. */
  declare src: string | undefined;
  /** Ids, parted by spaces, of elements whose documents are shown here too. */
  declare for: string | undefined;
  /** Which document of its kind is shown first, from 0. */
  declare index: number;

  declare protected active: number;
  declare protected loaded: unknown;
  declare protected failure: string | undefined;

  /** The valid documents that one can switch between; the shown one is `choices[active]`. */
  protected choices: readonly D[] = [];
  #request: AbortController | undefined;
  #children: MutationObserver | undefined;
  #others: AbortController | undefined;
  /** What was unpacked last: it takes a while, and what came since counts. */
  #packed: HTMLScriptElement | undefined;

  constructor() {
    super();
    this.index = 0;
    this.active = 0;
  }

  /** The kinds of documents that this element shows. */
  protected abstract readonly kinds: readonly D['kind'][];

  /** Decodes the document before it is drawn. What it throws is shown as a sentence. */
  protected abstract prepare(document: D): void;

  /** Which documents of a file belong together, so that one switches between them. */
  protected belongs(document: D, shown: D): boolean {
    return document.model.name === shown.model.name && document.model.fingerprint === shown.model.fingerprint;
  }

  get shown(): D | undefined {
    return this.choices[this.active];
  }

  /** The documents that it has. */
  get held(): readonly D[] {
    return this.choices;
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
    if (this.hasUpdated) this.#refer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children?.disconnect();
    this.#request?.abort();
    this.#others?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('src')) void this.#load();
    if (changed.has('for')) this.#refer();
    if (['document', 'documents', 'loaded', 'index'].some((name) => changed.has(name))) this.#take();
    else if (changed.has('active')) this.#guard(() => this.shown && this.prepare(this.shown));
  }

  #take(): void {
    const given = this.documents ?? this.document ?? this.loaded;
    this.choices = [];
    if (given === undefined || given === null) return;
    this.#guard(() => {
      const all = documentsOfKinds<D>(given, this.kinds);
      const shown = all[this.index];
      if (!shown)
        throw new RangeError(
          `Cannot show document ${this.index}: there are ${all.length} of kind "${this.kinds.join(' or ')}"`,
        );
      const choices = all.filter((entry) => entry === shown || this.belongs(entry, shown));
      this.prepare(shown);
      this.choices = choices;
      this.active = choices.indexOf(shown);
    });
    if (!this.for) this.dispatchEvent(new Event(TAKEN, { bubbles: true, composed: true }));
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

  /** Reads what the elements named by `for` have, now and whenever they take something else. */
  #refer(): void {
    this.#others?.abort();
    if (!this.for) return;
    this.#others = new AbortController();
    const root = this.getRootNode() as Document | ShadowRoot;
    const ids = this.for.split(/\s+/).filter(Boolean);
    const read = () => {
      const found = ids.flatMap((id) => (root.getElementById(id) as Partial<DocumentHolder<D>> | null)?.held ?? []);
      if (found.length) this.loaded = found;
    };
    const { signal } = this.#others;
    // Elements take their documents one after the other: they are read when all have had their turn.
    let due: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
      clearTimeout(due);
      due = setTimeout(read);
    };
    root.addEventListener(TAKEN, ({ target }) => ids.includes((target as Element).id) && readSoon(), { signal });
    signal.addEventListener('abort', () => clearTimeout(due));
    read();
  }

  #readChild(): void {
    const child = this.querySelector<HTMLScriptElement>(':scope > script[type="application/json"]');
    if (!child || this.src || this.for) return;
    if (child.dataset.packed === undefined) {
      this.#guard(() => {
        this.loaded = parseJson(child.textContent ?? '', IN_ELEMENT);
      });
    } else if (child !== this.#packed) void this.#unpack(child);
  }

  async #unpack(script: HTMLScriptElement): Promise<void> {
    this.#packed = script;
    try {
      const loaded = parseJson(await unpackJson(script, IN_ELEMENT), IN_ELEMENT);
      if (script === this.#packed) this.loaded = loaded;
    } catch (error) {
      if (script === this.#packed) this.failure = (error as Error).message;
    }
  }
}
