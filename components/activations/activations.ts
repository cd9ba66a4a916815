import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { type ActivationsDocument, countOf, formatNumber, formatShape, formatShare } from '../../src/document/index.js';
import { sequentialActivation } from '../../src/render/index.js';
import type { Chart } from '../chart/chart.js';
import { DocumentElement } from '../shared/document-element.js';
import { colourBar } from '../shared/legend.js';
import { GRID_WIDTH, renderImage } from '../shared/picture.js';
import { renderSelect } from '../shared/select.js';
import type { Tile } from '../tiles/tiles.js';
import { activationsStyles } from './activations.styles.js';
import { histogramChart } from './histogram.js';
import {
  channelValues,
  type LayerAnswer,
  paintChannel,
  paintVector,
  readLayer,
  valueAt,
  vectorColumns,
} from './layers.js';

/** More layers than this are chosen from a menu. */
const MANY_LAYERS = 8;
/** More thumbnails than this are drawn when they are asked for: the best stay first. */
const FIRST = 64;
const NAMED_BARS = 20;
/** Fewer values than this make no histogram. */
const ENOUGH = 100;

/** What each layer answers to one image, channel by channel. */
export class ConvlensActivations extends DocumentElement<ActivationsDocument> {
  static override styles = activationsStyles;

  static override properties = {
    ...DocumentElement.properties,
    layer: {},
    channel: { state: true },
    all: { state: true },
  };

  /** The layer that is shown first. Default: the first that has maps. */
  declare layer: string | undefined;
  /** The enlarged channel; the best one unless somebody chose. */
  declare private channel: number | undefined;
  declare private all: boolean;
  protected override readonly kinds = ['activations'] as const;
  #layers: readonly LayerAnswer[] = [];

  constructor() {
    super();
    this.all = false;
  }

  protected override prepare({ result }: ActivationsDocument): void {
    if (!result.layers.length) throw new RangeError('Cannot show activations: the document has no layers');
    this.#layers = result.layers.map(readLayer);
    this.channel = undefined;
  }

  get #layer(): LayerAnswer {
    const named = this.#layers.find(({ name }) => name === this.layer);
    return named ?? this.#layers.find(({ flat, operation }) => !flat && operation !== 'input') ?? this.#layers[0];
  }

  get #channel(): number {
    return this.channel ?? this.#layer.best[0];
  }

  /** Of the layer that is shown: the sentence about all of them is one for a still picture. */
  protected override finding({ model }: ActivationsDocument): string {
    const { name, channels, zeros, dead, best, flat } = this.#layer;
    if (flat && channels.length === model.classes.length) {
      return `${name} answers most strongly for "${model.classes[best[0]]}": ${formatNumber(channels[best[0]].max)}.`;
    }
    if (flat) {
      const largest = `Value ${best[0]} is the largest: ${formatNumber(channels[best[0]].max)}.`;
      return `${dead.length} of ${countOf(channels.length, 'value')} of ${name} are zero on this image. ${largest}`;
    }
    const silent = dead.length
      ? `${dead.length} of ${countOf(channels.length, 'channel')} of ${name} ${dead.length === 1 ? 'is' : 'are'} dead on this image`
      : `All ${countOf(channels.length, 'channel')} of ${name} answer to this image`;
    return `${silent}; ${formatShare(zeros)} of its values are zero. Channel ${best[0]} answers most strongly.`;
  }

  /** What is said of one layer is seen when that layer is shown. */
  protected override sentences({ quality }: ActivationsDocument): readonly string[] {
    return quality.sentences.filter((sentence) => !this.#layers.some(({ name }) => sentence.startsWith(`${name}:`)));
  }

  protected override renderPicture(document: ActivationsDocument): TemplateResult {
    const layer = this.#layer;
    return html`<div class="controls">${this.#renderLayers()}</div>
      ${layer.flat ? this.#renderVector(layer, document) : this.#renderMaps(layer, document)}`;
  }

  #renderLayers(): TemplateResult | typeof nothing {
    const layers = this.#layers;
    const active = layers.indexOf(this.#layer);
    const images = this.choices.map(({ image }) => image.name);
    const image =
      images.length > 1
        ? renderSelect('Image', images, this.active, (index) => {
            this.active = index;
            this.announce({ image: images[index] });
          })
        : nothing;
    if (layers.length > MANY_LAYERS) {
      const names = layers.map(({ name, operation, shape }) => `${name} · ${operation} · ${formatShape(shape)}`);
      return html`${image}${renderSelect('Layer', names, active, (index) => this.#chooseLayer(index))}`;
    }
    return html`${image}<fieldset>
      <legend>Layer</legend>
      ${layers.map(
        ({ name, shape }, i) => html`<label class="choice"
          ><input type="radio" name="layer" .checked=${i === active} @change=${() => this.#chooseLayer(i)} />${name}
          <span class="quiet">${formatShape(shape)}</span></label
        >`,
      )}
    </fieldset>`;
  }

  #renderMaps(layer: LayerAnswer, document: ActivationsDocument): TemplateResult {
    const { best, channels, dead } = layer;
    const shown = this.all ? best : best.slice(0, FIRST);
    const tiles = shown.map(
      (channel): Tile => ({
        pixels: paintChannel(layer, channel),
        label: describeChannel(layer, channel),
        crossed: channels[channel].dead,
      }),
    );
    const more = best.length - shown.length;
    return html`<div class="split maps">
      <div class="side">
        <convlens-tiles
          .tiles=${tiles}
          size=${best.length > 32 ? 52 : best.length > 12 ? 76 : 104}
          chosen=${shown.indexOf(this.#channel)}
          label=${`Channels of ${layer.name}, strongest first`}
          hint="Strongest first, all on one scale. Arrow keys move, Enter enlarges."
          @convlens-tile=${({ detail }: CustomEvent<{ index: number }>) => this.#chooseChannel(shown[detail.index])}
        ></convlens-tiles>
        ${
          more > 0
            ? html`<p><button type="button" @click=${() => this.#showAll()}>Show all ${best.length} channels</button></p>`
            : nothing
        }
        ${dead.length ? html`<p class="caption">Dead (crossed out): ${dead.length === 1 ? 'channel' : 'channels'} ${dead.join(', ')}.</p>` : nothing}
      </div>
      <div class="side">${this.#renderChannel(layer, document)}</div>
    </div>`;
  }

  #renderChannel(layer: LayerAnswer, { image }: ActivationsDocument): TemplateResult {
    const channel = this.#channel;
    const { zeros, mean, max, dead } = layer.channels[channel];
    const grid = image.width <= GRID_WIDTH ? 'grid' : '';
    return html`<p class="title">Channel ${channel}${dead ? ', dead on this image' : ''}</p>
      <div class="pair">
        <convlens-pixels
          .pixels=${paintChannel(layer, channel)}
          .describe=${(row: number, column: number) =>
            `row ${row}, column ${column}: ${formatNumber(valueAt(layer, row, column, channel))}`}
          label=${`Channel ${channel} of ${layer.name}`}
          hint="Point at a cell for its value."
        ></convlens-pixels>
        <div>
          <div class="input ${grid}">${renderImage(image)}</div>
          <p class="caption">the image</p>
        </div>
      </div>
      <p class="caption">zeros ${formatShare(zeros)}, mean ${formatNumber(mean)}, max ${formatNumber(max)}</p>
      <convlens-chart
        style="--height: 180px"
        .chart=${this.#histogram(layer, channel)}
        label=${`How often ${layer.name} gives which value`}
      ></convlens-chart>`;
  }

  /** Of a channel, if it has enough values for one, or else of the whole layer. */
  #histogram(layer: LayerAnswer, channel: number): Chart {
    const whole = layer.height * layer.width < ENOUGH;
    const title = whole ? 'activation, all channels' : `activation, channel ${channel}`;
    return histogramChart(whole ? layer.data : channelValues(layer, channel), title);
  }

  #renderVector(layer: LayerAnswer, { model }: ActivationsDocument): TemplateResult {
    const { channels, best, data } = layer;
    const classes = channels.length === model.classes.length;
    const order = classes && channels.length <= NAMED_BARS ? channels.map((_, i) => i) : best.slice(0, NAMED_BARS);
    const columns = vectorColumns(channels.length);
    const bars = html`<ol class="vector" aria-label=${`Values of ${layer.name}`}>
      ${order.map((channel) => this.#renderBar(layer, channel, classes ? model.classes[channel] : `${channel}`))}
    </ol>`;
    if (channels.length <= NAMED_BARS) return bars;
    return html`<div class="split maps">
      <div class="side">
        <convlens-pixels
          .pixels=${paintVector(layer, columns)}
          .describe=${(row: number, column: number) => {
            const at = row * columns + column;
            return at < channels.length
              ? `${classes ? model.classes[at] : `value ${at}`}: ${formatNumber(data[at])}`
              : 'no value';
          }}
          label=${`The ${channels.length} values of ${layer.name}, row by row`}
        ></convlens-pixels>
      </div>
      <div class="side"><p class="title">The ${order.length} largest of ${channels.length}</p>${bars}</div>
    </div>`;
  }

  #renderBar({ data, scale, best }: LayerAnswer, channel: number, name: string): TemplateResult {
    const value = data[channel];
    const extent = scale.high - scale.low || 1;
    const left = ((Math.min(0, value) - scale.low) / extent) * 100;
    const width = (Math.min(Math.abs(value), extent) / extent) * 100;
    return html`<li class=${channel === best[0] ? 'top' : ''}>
      <span class=${channel === best[0] ? 'top' : ''}>${name}</span>
      <span class="track"><span style=${styleMap({ left: `${left}%`, width: `${width}%` })}></span></span>
      <span class="number right">${formatNumber(value)}</span>
    </li>`;
  }

  protected override renderLegend(): TemplateResult {
    const { scale, channels, flat } = this.#layer;
    if (flat && channels.length <= NAMED_BARS) return html`<span>Bars start at zero; the largest is bold.</span>`;
    return colourBar({
      colourAt: sequentialActivation,
      low: scale.low,
      high: scale.high,
      unit: 'activation, one scale for all channels of the layer:',
      clippedShare: scale.clippedShare,
    });
  }

  protected override method({ model, image }: ActivationsDocument): string {
    const { name, operation, shape } = this.#layer;
    return `Forward pass of ${model.name} over ${image.name}; ${name} (${operation}), ${formatShape(shape)}, ${countOf(this.#layers.length, 'layer')} in all`;
  }

  protected override renderTable(): TemplateResult {
    const { best, channels } = this.#layer;
    return html`<table>
      <thead>
        <tr><th class="right">Channel</th><th class="right">Zeros</th><th class="right">Mean</th><th class="right">Max</th><th class="right">Min</th><th>Dead</th></tr>
      </thead>
      <tbody>
        ${best.map((channel) => {
          const { zeros, mean, max, min, dead } = channels[channel];
          return html`<tr>
            <td class="right">${channel}</td><td class="right">${formatShare(zeros)}</td><td class="right">${formatNumber(mean)}</td>
            <td class="right">${formatNumber(max)}</td><td class="right">${formatNumber(min)}</td><td>${dead ? 'dead' : ''}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #chooseLayer(index: number): void {
    this.layer = this.#layers[index].name;
    this.channel = undefined;
    this.all = false;
    this.announce({ layer: this.layer });
  }

  #chooseChannel(channel: number): void {
    this.channel = channel;
    this.announce({ layer: this.#layer.name, channel });
  }

  #showAll(): void {
    this.all = true;
  }
}

function describeChannel({ channels }: LayerAnswer, channel: number): string {
  const { zeros, mean, max, dead } = channels[channel];
  if (dead) return `Channel ${channel}: dead on this image, every value is zero`;
  return `Channel ${channel}: max ${formatNumber(max)}, mean ${formatNumber(mean)}, ${formatShare(zeros)} zeros`;
}
