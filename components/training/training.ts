import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatNumber, type TrainingDocument } from '../../src/document/index.js';
import { DocumentElement } from '../shared/document-element.js';
import { formatDuration } from '../shared/format.js';
import { curvesChart, type Measure } from './curves.js';
import { trainingStyles } from './training.styles.js';

type Trained = TrainingDocument['result']['networks'][number];

/** How networks were trained: their learning curves, sizes and accuracies. */
export class ConvlensTraining extends DocumentElement<TrainingDocument> {
  static override styles = trainingStyles;

  static override properties = { ...DocumentElement.properties, measure: { state: true } };

  declare private measure: Measure;
  protected override readonly kinds = ['training'] as const;

  constructor() {
    super();
    this.measure = 'error';
  }

  protected override prepare({ result }: TrainingDocument): void {
    if (!result.networks.length) throw new RangeError('Cannot show training: the document has no networks');
  }

  protected override renderPicture({ result }: TrainingDocument): TemplateResult {
    return html`<div class="controls">
        <fieldset>
          <legend>Show</legend>
          ${this.#renderMeasure('error', 'Error')} ${this.#renderMeasure('loss', 'Loss')}
        </fieldset>
      </div>
      <convlens-chart
        style="--height: 320px"
        .chart=${curvesChart(result.networks, this.measure)}
        label=${`Learning curves of ${result.networks.map(({ name }) => name).join(', ')}; the numbers are in the table`}
        ><p class="quiet">The curves could not be drawn here; the table has their numbers.</p></convlens-chart
      >
      <div class="wide" tabindex="0" role="group" aria-label="Networks">${this.#renderNetworks(result.networks)}</div>`;
  }

  #renderMeasure(measure: Measure, name: string): TemplateResult {
    return html`<label class="choice"
      ><input
        type="radio"
        name="measure"
        .checked=${this.measure === measure}
        @change=${() => {
          this.measure = measure;
          this.announce({ measure });
        }}
      />${name}</label
    >`;
  }

  #renderNetworks(networks: readonly Trained[]): TemplateResult {
    const most = Math.max(1, ...networks.map(({ parameters }) => parameters));
    const best = bestOf(networks);
    return html`<table>
      <thead>
        <tr><th>Network</th><th class="right">Parameters</th><th class="size"><span class="unseen">Size</span></th><th class="right">Training right</th><th class="right">Test right</th><th class="right">Trained in</th></tr>
      </thead>
      <tbody>
        ${networks.map(
          (network) => html`<tr class=${network === best ? 'best' : ''}>
            <td>${network.name}</td><td class="right">${formatNumber(network.parameters)}</td>
            <td class="size"><span class="track" style="width: 90px"><span style=${styleMap({ width: `${(100 * network.parameters) / most}%` })}></span></span></td>
            <td class="right">${percent(network.trainAccuracy)}</td><td class="right">${percent(network.testAccuracy)}</td>
            <td class="right">${formatDuration(network.seconds * 1000)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  protected override renderLegend(): TemplateResult {
    return html`<span>Solid: test images. Dotted: training images. Bars: parameters.</span>`;
  }

  protected override method({ result, method }: TrainingDocument): string {
    const { name, train, test } = result.data;
    return `Trained on ${formatNumber(train)} images of ${name}, measured on ${formatNumber(test)} others${method.seed === null ? '' : `, seed ${method.seed}`}`;
  }

  protected override renderTable({ result }: TrainingDocument): TemplateResult {
    const rows = result.networks.flatMap(({ name, epochs }) => epochs.map((epoch) => ({ name, ...epoch })));
    return html`<table>
      <thead>
        <tr><th>Network</th><th class="right">Epoch</th><th class="right">Training loss</th><th class="right">Training right</th><th class="right">Test loss</th><th class="right">Test right</th></tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, epoch, loss, accuracy, testLoss, testAccuracy }) => html`<tr>
            <td>${name}</td><td class="right">${epoch}</td><td class="right">${formatNumber(loss)}</td><td class="right">${percent(accuracy)}</td>
            <td class="right">${formatNumber(testLoss)}</td><td class="right">${percent(testAccuracy)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

function bestOf(networks: readonly Trained[]): Trained {
  return networks.reduce((best, network) => (network.testAccuracy > best.testAccuracy ? network : best));
}

/** Accuracies differ in tenths of a per cent. */
function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
