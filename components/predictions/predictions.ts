import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { countOf, formatShare, type PredictionsDocument } from '../../src/document/index.js';
import { DocumentElement } from '../shared/document-element.js';
import { predictionsStyles } from './predictions.styles.js';

type Prediction = PredictionsDocument['result']['images'][number];

/** Classes named for each image, and images shown before somebody asks for more. */
const TOP = 3;
const FIRST = 24;

/** What the classifier says of each image, and where that is wrong. */
export class ConvlensPredictions extends DocumentElement<PredictionsDocument> {
  static override styles = predictionsStyles;

  static override properties = {
    ...DocumentElement.properties,
    wrongOnly: { type: Boolean, attribute: 'wrong-only' },
    all: { state: true },
  };

  /** Whether only the images are shown that the classifier gets wrong. */
  declare wrongOnly: boolean;
  declare private all: boolean;
  protected override readonly kinds = ['predictions'] as const;

  constructor() {
    super();
    this.wrongOnly = false;
    this.all = false;
  }

  protected override prepare({ result, model }: PredictionsDocument): void {
    const odd = result.images.find(({ probabilities }) => probabilities.length !== model.classes.length);
    if (odd) {
      throw new RangeError(
        `Cannot show the prediction for "${odd.name}": it has ${odd.probabilities.length} probabilities, but there are ${model.classes.length} classes`,
      );
    }
  }

  protected override renderPicture({ model, result }: PredictionsDocument): TemplateResult {
    const wrong = result.images.filter((image) => isWrong(image, model.classes));
    const chosen = this.wrongOnly ? wrong : result.images;
    const shown = this.all || this.printing ? chosen : chosen.slice(0, FIRST);
    return html`<div class="controls">${wrong.length ? this.#renderFilter(wrong.length) : nothing}</div>
      <ul class="images ${model.classes.some((name) => name.length > 4) ? 'named' : ''}">
        ${shown.map((image) => this.#renderImage(image, model.classes))}
      </ul>
      ${chosen.length > shown.length ? html`<p><button type="button" @click=${() => this.#showAll()}>Show all ${chosen.length} images</button></p>` : nothing}`;
  }

  #renderFilter(count: number): TemplateResult {
    return html`<label
      ><input
        type="checkbox"
        .checked=${this.wrongOnly}
        @change=${(event: Event) => {
          this.wrongOnly = (event.currentTarget as HTMLInputElement).checked;
          this.announce({ wrongOnly: this.wrongOnly });
        }}
      />Only the wrong (${count})</label
    >`;
  }

  #renderImage(image: Prediction, classes: readonly string[]): TemplateResult {
    const { name, probabilities, thumbnail, label } = image;
    const wrong = isWrong(image, classes);
    const best = ranked(probabilities).slice(0, TOP);
    return html`<li class=${wrong ? 'wrong' : ''}>
      ${thumbnail ? html`<img src=${thumbnail} alt=${name} />` : html`<span></span>`}
      <div>
        <p class="name" title=${name}>${name}</p>
        ${wrong ? html`<p class="verdict">Wrong: it is ${label}</p>` : nothing}
        <div class="bars">
          ${best.map(
            (index, i) => html`<span class="class ${i ? '' : 'first'}" title=${classes[index]}>${classes[index]}</span>
              <span class="track ${i ? '' : 'first'}"><span style=${styleMap({ width: `${probabilities[index] * 100}%` })}></span></span>
              <span class="number share">${formatShare(probabilities[index])}</span>`,
          )}
        </div>
      </div>
    </li>`;
  }

  protected override renderLegend(): TemplateResult {
    return html`<span>Bars: probability, from 0 to 100 %; the ${TOP} most probable classes.</span>`;
  }

  protected override method({ model, result }: PredictionsDocument): string {
    return `${model.name}, ${countOf(result.images.length, 'image')}, ${countOf(model.classes.length, 'class', 'classes')}`;
  }

  protected override renderTable({ model, result }: PredictionsDocument): TemplateResult {
    return html`<table>
      <thead>
        <tr><th>Image</th><th>Says</th><th class="right">Probability</th><th>Is</th></tr>
      </thead>
      <tbody>
        ${result.images.map(({ name, probabilities, label }) => {
          const [best] = ranked(probabilities);
          return html`<tr><td>${name}</td><td>${model.classes[best]}</td><td class="right">${formatShare(probabilities[best])}</td><td>${label ?? 'not said'}</td></tr>`;
        })}
      </tbody>
    </table>`;
  }

  #showAll(): void {
    this.all = true;
  }
}

/** Classes by falling probability. */
function ranked(probabilities: readonly number[]): number[] {
  return probabilities.map((_, i) => i).sort((a, b) => probabilities[b] - probabilities[a]);
}

function isWrong({ label, probabilities }: Prediction, classes: readonly string[]): boolean {
  return label !== undefined && label !== classes[ranked(probabilities)[0]];
}
