import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type AuditDocument, countOf, decodeArray, formatShare } from '../../src/document/index.js';
import { cssColour, divergingEvidence } from '../../src/render/index.js';
import { renderLift } from '../shared/controls.js';
import { LiftController } from '../shared/lift-controller.js';
import { renderSelect } from '../shared/select.js';
import { outlineSegments, type SegmentShape } from '../superpixels/outlines.js';
import { auditImageStyles } from './audit-image.styles.js';
import type { AuditConcept, GalleryImage } from './gallery-images.js';
import { LiveController } from './live-controller.js';
import { renderLive } from './live-result.js';
import { renderRegionRows, type WeighedRegion } from './region-rows.js';
import { removalWords } from './removal.js';
import { descriptionOf, VERDICTS } from './verdict-card.js';

/** The place on the scale of evidence whose hue is plainest. */
const FULL = 0.75;

type Region = SegmentShape & WeighedRegion;

/** One image of an audit: which of its regions speak for what was predicted, and what is left without some of them. */
export class ConvlensAuditImage extends LitElement {
  static override styles = auditImageStyles;

  static override properties = {
    audit: { attribute: false },
    image: { attribute: false },
    concept: {},
    removed: { state: true },
    pointed: { state: true },
    swapping: { state: true },
  };

  declare audit: AuditDocument | undefined;
  declare image: GalleryImage | undefined;
  /** The id of the concept whose regions are outlined; empty: none. */
  declare concept: string | undefined;
  declare private removed: ReadonlySet<number>;
  declare private pointed: number | undefined;
  /** Whether other images' pixels take the place of what is removed, as in the audit's experiments; else a mean colour. */
  declare private swapping: boolean;
  #size = { width: 0, height: 0 };
  #labels: Int32Array = new Int32Array();
  #regions: readonly Region[] = [];
  readonly #lift = new LiftController(this);
  readonly #live = new LiveController(this);

  constructor() {
    super();
    this.removed = new Set();
    this.swapping = true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('image') || changed.has('audit')) this.#take();
    if (['image', 'audit', 'removed', 'swapping'].some((name) => changed.has(name))) this.#ask();
  }

  #take(): void {
    this.removed = new Set();
    this.#live.forget();
    this.pointed = undefined;
    if (!this.audit || !this.image) return;
    const map = this.audit.result.segments[this.image.name];
    // A page has the maps of the images that its gallery shows.
    const { shape, data } = map ? decodeArray(map) : { shape: [1, 1], data: new Uint8Array(1) };
    const [height, width] = shape;
    this.#size = { width, height };
    this.#labels = Int32Array.from(data);
    const shapes = outlineSegments(this.#labels, width, height);
    this.#regions = [...shapes]
      .map(([segment, place]) => ({ ...place, segment, weight: this.#weights[segment] ?? 0 }))
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }

  /** Before it is drawn: what was answered to an older question is not said of this one. */
  #ask(): void {
    if (!this.audit || !this.image) return;
    this.#live.ask({
      fingerprint: this.audit.model.fingerprint,
      image: this.image.name,
      labels: this.#labels,
      removed: this.removed,
      donors: this.swapping ? this.#donors : [],
    });
  }

  get #weights(): readonly number[] {
    return (this.image && this.audit?.result.weights?.[this.image.name]) ?? [];
  }

  /** Images of another prediction: what they show in a place does not speak for this one. */
  get #donors(): readonly string[] {
    const { images } = this.audit!.result;
    return images.filter(({ predicted }) => predicted !== this.image?.predicted).map(({ name }) => name);
  }

  get #shownConcept(): AuditConcept | undefined {
    const own = this.#concepts;
    return this.concept === '' ? undefined : (own.find(({ id }) => id === this.concept) ?? own[0]);
  }

  get #concepts(): readonly AuditConcept[] {
    return this.audit?.result.concepts.filter(({ id }) => this.image?.concepts.has(id)) ?? [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { audit, image } = this;
    if (!audit || !image) return nothing;
    const concept = this.#shownConcept;
    return html`<div class="split">
      <div class="side">
        <div class="controls">${this.#renderConcepts(concept)} ${this.#weights.length ? renderLift(this.#lift) : nothing}</div>
        ${this.#renderStage(image, concept)}
        <p class="note">Orange, solid: speaks for “${image.predicted}”. Blue, dashed: against. ${concept ? 'Thick line: the concept.' : ''} Click a region to remove it.</p>
      </div>
      <div class="side">
        ${this.#renderRemoval(image, concept)} ${this.#weights.length ? this.#renderRows(image) : nothing}
      </div>
    </div>`;
  }

  #renderConcepts(shown: AuditConcept | undefined): TemplateResult | typeof nothing {
    const own = this.#concepts;
    if (!own.length) return html`<span class="quiet">It shows none of the concepts.</span>`;
    const names = own.map((concept) => `${VERDICTS[concept.verdict].word}: ${descriptionOf(concept)}`);
    return renderSelect('Concept', ['none', ...names], shown ? 1 + own.indexOf(shown) : 0, (index) => {
      this.concept = index ? own[index - 1].id : '';
    });
  }

  #renderStage(image: GalleryImage, concept: AuditConcept | undefined): TemplateResult {
    const { width, height } = this.#size;
    const most = Math.max(1e-9, ...this.#regions.map(({ weight }) => Math.abs(weight)));
    const strength = (weight: number) => (weight ? 0.12 + 0.5 * (Math.abs(weight) / most) : 0);
    const around = concept && this.#outlineOf(image.concepts.get(concept.id) ?? []);
    const hidden = this.#regions.filter(({ segment }) => this.removed.has(segment));
    const pointed = this.#regions.find(({ segment }) => segment === this.pointed);
    return html`<div class=${classMap({ stage: true, lifted: this.#lift.lifted })} style=${styleMap({ aspectRatio: `${width} / ${height}` })}>
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${`${image.name} with its regions`}>
        ${this.#renderPicture(image)}
        <g class="over">
          ${this.#regions.map(({ path, weight }) => svg`<path class="region ${weight > 0 ? 'for' : 'against'}" d=${path} fill=${cssColour(divergingEvidence(Math.sign(weight) * FULL))} fill-opacity=${strength(weight)} />`)}
          ${around ? svg`<path class="halo" d=${around} /><path class="concept" d=${around} />` : nothing}
        </g>
        ${hidden.map(({ path }) => svg`<path class="gone" d=${path} />`)}
        ${pointed ? svg`<path class="pointed halo" d=${pointed.path} /><path class="pointed" d=${pointed.path} />` : nothing}
        ${this.#regions.map(
          ({ path, segment }) =>
            svg`<path class="hit" d=${path} @pointerenter=${() => this.#point(segment)} @pointerleave=${() => this.#point(undefined)} @click=${() => this.#toggle(segment)} />`,
        )}
      </svg>
    </div>`;
  }

  /** The path around regions, without the borders between them. */
  #outlineOf(segments: readonly number[]): string | undefined {
    const marked = new Set(segments);
    const { width, height } = this.#size;
    return outlineSegments(
      this.#labels.map((label) => (marked.has(label) ? 1 : 0)),
      width,
      height,
    ).get(1)?.path;
  }

  /** The picture from the sheet of thumbnails, as large as the label map. */
  #renderPicture({ tile: index, name }: GalleryImage): TemplateResult {
    const { width, height } = this.#size;
    const { thumbnails, images } = this.audit!.result;
    if (!thumbnails || index === undefined) return svg`<rect class="blank" width=${width} height=${height} />`;
    const { pixels, tile, columns } = thumbnails;
    const rows = Math.ceil((thumbnails.images ?? images).length / columns);
    const scale = 1 / Math.min(1, tile / width, tile / height);
    const side = tile * scale;
    return svg`<g class="picture ${scale > 1 ? '' : 'sharp'}" data-name=${name}><image
      href=${pixels} width=${columns * side} height=${rows * side}
      x=${-(index % columns) * side} y=${-Math.floor(index / columns) * side} /></g>`;
  }

  #renderRemoval(image: GalleryImage, concept: AuditConcept | undefined): TemplateResult {
    const regions = (concept && image.concepts.get(concept.id)) ?? [];
    const all = regions.length > 0 && regions.every((segment) => this.removed.has(segment));
    return html`<p class="small">Remove by hand</p>
      <div class="controls">
        ${regions.length ? html`<button type="button" aria-pressed=${all} @click=${() => this.#removeAll(regions, !all)}>Remove the concept (${countOf(regions.length, 'region')})</button>` : nothing}
        <button type="button" ?disabled=${this.removed.size === 0} @click=${() => this.#restore()}>Put everything back</button>
      </div>
      <div class="said" aria-live="polite">${this.#renderOutcome(image)}</div>
      ${concept ? html`<p class="outcome">The experiment that was run on this concept: ${concept.sentence}</p>` : nothing}`;
  }

  /** What the classifier says now, where this page can run it; else what the saved weights make of it. */
  #renderOutcome(image: GalleryImage): TemplateResult {
    const live = renderLive(this.#live, this.removed.size);
    if (live !== nothing) {
      const ways = ['other images', 'their mean colour'];
      return html`${renderSelect('In its place', ways, this.swapping ? 0 : 1, (way) => {
        this.swapping = way === 0;
      })}${live}`;
    }
    if (!this.#weights.length) return html`<p class="outcome">This document holds no weights of regions.</p>`;
    return html`<p class="outcome">
      ${removalWords(this.#weights, this.removed, image.predicted)} <span class="quiet">A linear estimate from the saved weights: the classifier was not run. ${this.#live.refusal}</span>
    </p>`;
  }

  #renderRows({ name, predicted }: GalleryImage): TemplateResult {
    return renderRegionRows(this.#regions, {
      name,
      predicted,
      removed: this.removed,
      pointed: this.pointed,
      onPoint: (segment) => this.#point(segment),
      onToggle: (segment) => this.#toggle(segment),
    });
  }

  #point(segment: number | undefined): void {
    this.pointed = segment;
  }

  #toggle(segment: number): void {
    const removed = new Set(this.removed);
    if (!removed.delete(segment)) removed.add(segment);
    this.removed = removed;
  }

  #removeAll(segments: readonly number[], remove: boolean): void {
    const removed = new Set(this.removed);
    for (const segment of segments) {
      if (remove) removed.add(segment);
      else removed.delete(segment);
    }
    this.removed = removed;
  }

  #restore(): void {
    this.removed = new Set();
  }
}

/** What was predicted of an image, and whether that is right, in words. */
export function predictionWords({ label, predicted, probability, mistake }: GalleryImage): string {
  const said = `predicted “${predicted}” (${formatShare(probability)})`;
  if (label === null) return said;
  return mistake ? `a “${label}”, ${said}: mistake` : `a “${label}”, ${said}: right`;
}
