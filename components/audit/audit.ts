import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type AuditDocument, countOf, formatShare } from '../../src/document/index.js';
import { renderCheckbox } from '../shared/controls.js';
import { DocumentElement } from '../shared/document-element.js';
import { renderSelect } from '../shared/select.js';
import { auditStyles } from './audit.styles.js';
import { predictionWords } from './audit-image.js';
import {
  filterImages,
  type GalleryFilter,
  type GalleryImage,
  galleryImages,
  surestMistakes,
} from './gallery-images.js';
import { renderAccuracy, renderImageTable, renderLimits } from './summary.js';
import { renderSwaps } from './swaps.js';
import { renderTile, spriteStyle } from './tile.js';
import { moveAmongTiles } from './tile-keys.js';
import { descriptionOf, renderVerdict, VERDICTS, verdictCounts } from './verdict-card.js';

/** Verdicts in sight before somebody asks for more, images of the gallery, and images on paper. */
const VERDICTS_FIRST = 3;
const IMAGES_FIRST = 120;
const IMAGES_PRINTED = 24;
/** Mistakes that are shown at the top. */
const SUREST = 4;
/** Size of a picture of the gallery in CSS pixels. */
const TILE = 96;

/** What a classifier leans on in a data set: verdicts with their experiments, and every image. */
export class ConvlensAudit extends DocumentElement<AuditDocument> {
  static override styles = auditStyles;

  static override properties = {
    ...DocumentElement.properties,
    concept: {},
    filter: { state: true },
    all: { state: true },
    open: { state: true },
  };

  /** The id of the concept that the gallery shows the images of. Default: all images. */
  declare concept: string | undefined;
  declare private filter: GalleryFilter;
  declare private all: boolean;
  /** The name of the image that is enlarged. */
  declare private open: string | undefined;
  protected override readonly kinds = ['audit'] as const;
  #images: readonly GalleryImage[] = [];

  constructor() {
    super();
    this.filter = {};
    this.all = false;
  }

  protected override prepare({ result }: AuditDocument): void {
    this.#images = galleryImages(result);
    this.filter = {};
    this.all = false;
    this.open = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.open !== undefined && dialog && !dialog.open) dialog.showModal();
    if (this.open === undefined && dialog?.open) dialog.close();
  }

  /** What limits it is said at the end, at length. */
  protected override sentences(): readonly string[] {
    return [];
  }

  protected override renderPicture(document: AuditDocument): TemplateResult {
    const { concepts, thumbnails } = document.result;
    const first = concepts.slice(0, VERDICTS_FIRST);
    const more = concepts.slice(VERDICTS_FIRST);
    return html`<section aria-label="How often it is right">
        <div class="side-by-side">${renderAccuracy(document)} ${this.#renderMistakes(document)}</div>
      </section>
      <section aria-label="Verdicts" class="part">
        <p class="title">Verdicts, the strongest first</p>
        ${concepts.length ? nothing : html`<p class="quiet">No concept holds enough of the evidence to be tested.</p>`}
        ${first.map((concept, i) => this.#renderVerdict(concept, i))}
        ${
          more.length
            ? this.disclosure(
                'verdicts',
                `${more.length} more ${more.length === 1 ? 'concept' : 'concepts'}: ${verdictCounts(more)}`,
                () => html`${more.map((concept, i) => this.#renderVerdict(concept, i + VERDICTS_FIRST))}`,
              )
            : nothing
        }
      </section>
      ${renderSwaps(document.result)}
      <section aria-label="Images" class="part" style=${thumbnails ? spriteStyle(thumbnails) : ''}>
        <p class="title">Images</p>
        ${this.#renderGallery(document)}
      </section>
      <section aria-label="What this audit cannot show" class="part">
        <p class="title">What was not tested, and what this audit cannot show</p>
        ${renderLimits(document)}
      </section>
      ${this.#renderDialog(document)}`;
  }

  #renderVerdict(concept: AuditDocument['result']['concepts'][number], index: number): TemplateResult {
    return renderVerdict({
      concept,
      rank: index + 1,
      open: (name) => this.#openImage(name, concept.id),
      fills: (content) => this.disclosure(`fills-${concept.id}`, 'Removed in other ways', content),
    });
  }

  #renderMistakes({ result: { thumbnails } }: AuditDocument): TemplateResult | typeof nothing {
    const mistakes = surestMistakes(this.#images, SUREST);
    if (!mistakes.length) return nothing;
    return html`<div style=${thumbnails ? spriteStyle(thumbnails) : ''}>
      <p class="small">Mistakes it is surest of</p>
      ${this.#renderTiles(mistakes, 'Mistakes it is surest of')}
    </div>`;
  }

  #renderGallery(document: AuditDocument): TemplateResult {
    const shown = filterImages(this.#images, { ...this.filter, concept: this.concept || undefined });
    const some = shown.slice(0, this.printing ? IMAGES_PRINTED : this.all ? shown.length : IMAGES_FIRST);
    return html`<div class="controls">${this.#renderFilters(document)}</div>
      <p class="count" role="status">${shown.length === this.#images.length ? `All ${countOf(shown.length, 'image')}` : `${shown.length} of ${countOf(this.#images.length, 'image')}`}${some.length < shown.length ? `, the first ${some.length} shown` : ''}</p>
      ${some.length ? this.#renderTiles(some, 'Images') : html`<p class="quiet">No image is like that.</p>`}
      ${some.length < shown.length && !this.printing ? html`<p><button type="button" @click=${() => this.#showAll()}>Show all ${shown.length} images</button></p>` : nothing}`;
  }

  #renderFilters({ result, model }: AuditDocument): TemplateResult {
    const choice = (label: string, names: readonly string[], now: string | undefined, key: keyof GalleryFilter) =>
      names.length > 1
        ? renderSelect(label, ['all', ...names], now === undefined ? 0 : 1 + names.indexOf(now), (i) =>
            this.#narrow({ [key]: i ? names[i - 1] : undefined }),
          )
        : nothing;
    const predicted = model.classes.filter((name) => this.#images.some((image) => image.predicted === name));
    const { concepts, groups = [] } = result;
    const names = concepts.map(
      (concept, i) => `${i + 1}. ${VERDICTS[concept.verdict].word}: ${descriptionOf(concept)}`,
    );
    const chosen = concepts.findIndex(({ id }) => id === this.concept);
    return html`${choice('Predicted', predicted, this.filter.predicted, 'predicted')}
      ${choice(
        'Group',
        groups.map(({ name }) => name),
        this.filter.group,
        'group',
      )}
      ${
        concepts.length
          ? renderSelect('Concept', ['all', ...names], chosen + 1, (i) => {
              this.concept = i ? concepts[i - 1].id : undefined;
              this.announce({ concept: this.concept ?? null });
            })
          : nothing
      }
      ${
        this.#images.some(({ mistake }) => mistake)
          ? renderCheckbox('Mistakes only', this.filter.mistakes ?? false, (mistakes) => this.#narrow({ mistakes }))
          : nothing
      }`;
  }

  #renderTiles(images: readonly GalleryImage[], label: string): TemplateResult {
    return html`<div class="gallery" role="group" aria-label=${label} @keydown=${moveAmongTiles}>
      ${images.map((image, i) => this.#renderImage(image, i === 0))}
    </div>`;
  }

  #renderImage(image: GalleryImage, first: boolean): TemplateResult {
    const { name, label, probability, mistake, tile } = image;
    const { thumbnails } = this.shown!.result;
    return html`<button
      type="button"
      class="image ${mistake ? 'mistake' : ''}"
      tabindex=${first ? 0 : -1}
      aria-label=${`${name}: ${tileWords(image)} (${formatShare(probability)})${label === null || mistake ? '' : ', right'}`}
      @click=${() => this.#openImage(name, this.concept)}
    >
      ${thumbnails && tile !== undefined ? renderTile(thumbnails, tile, TILE) : html`<span class="tile none">no picture</span>`}
      <span class="words"><b aria-hidden="true">${label === null ? '' : mistake ? '✗ ' : '✓ '}</b>${tileWords(image)}</span>
      <span class="tip">${name}</span>
    </button>`;
  }

  #renderDialog(document: AuditDocument): TemplateResult {
    const image = this.#images.find(({ name }) => name === this.open);
    const shown = filterImages(this.#images, { ...this.filter, concept: this.concept || undefined });
    const at = image ? shown.indexOf(image) : -1;
    const step = (label: string, to: number) =>
      html`<button type="button" ?disabled=${at < 0 || !shown[to]} @click=${() => this.#openImage(shown[to].name, this.#outlined)}>${label}</button>`;
    return html`<dialog aria-label=${image ? `Image ${image.name}` : 'Image'} @close=${() => this.#close()}>
      ${
        image
          ? html`<div class="top">
                <p class="title">${image.name}</p>
                <div class="controls">${step('Previous', at - 1)} ${step('Next', at + 1)} <button type="button" @click=${() => this.#close()}>Close <span class="quiet">(Esc)</span></button></div>
              </div>
              <p>${capitalised(predictionWords(image))}${image.group === null ? '' : `. Group: ${image.group}`}.</p>
              <convlens-audit-image .audit=${document} .image=${image} .concept=${this.#outlined}></convlens-audit-image>`
          : nothing
      }
    </dialog>`;
  }

  /** The concept that is outlined in the image that is open. */
  #outlined: string | undefined;

  protected override renderLegend(): TemplateResult {
    return html`<span>Evidence: what speaks for a class rather than the next one, found without being told what to look for.</span>`;
  }

  protected override method({ method, result, model }: AuditDocument): string {
    const { samples, method: name } = method.options;
    const count = typeof samples === 'number' ? `, ${countOf(samples, 'sample')} an image` : '';
    const explained = typeof name === 'string' ? `, regions explained by ${name}${count}` : '';
    return `${model.name}, ${countOf(result.images.length, 'image')}, ${countOf(result.concepts.length, 'concept')} tested${explained}, seed ${method.seed ?? 'none'}`;
  }

  protected override renderTable({ result }: AuditDocument): TemplateResult {
    return renderImageTable(result);
  }

  #narrow(filter: GalleryFilter): void {
    this.filter = { ...this.filter, ...filter };
    this.announce({ filter: this.filter });
  }

  #showAll(): void {
    this.all = true;
  }

  #openImage(name: string, concept: string | undefined): void {
    if (!this.#images.some((image) => image.name === name)) return;
    this.#outlined = concept;
    this.open = name;
    this.announce({ image: name });
  }

  #close(): void {
    this.open = undefined;
  }
}

/** `husky taken for wolf`, or what was predicted. */
function tileWords({ label, predicted, mistake }: GalleryImage): string {
  return mistake ? `${label} taken for ${predicted}` : predicted;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
