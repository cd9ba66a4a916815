import { html, nothing, type TemplateResult } from 'lit';
import { countOf, type FiltersDocument, formatNumber } from '../../src/document/index.js';
import { cssColour, divergingWeights } from '../../src/render/index.js';
import { DocumentElement } from '../shared/document-element.js';
import { colourBar } from '../shared/legend.js';
import { renderSelect } from '../shared/select.js';
import type { Tile } from '../tiles/tiles.js';
import { filtersStyles } from './filters.styles.js';
import { type Kernels, paintColour, paintSlice, readKernels, weightColour } from './kernels.js';

/** Rows of the overview of a deep layer: kernels on one page. */
const PAGE = 12;
const TABLE_ROWS = 400;

/** The learned kernels of a convolution on one symmetric scale: purple below zero, green above. */
export class ConvlensFilters extends DocumentElement<FiltersDocument> {
  static override styles = filtersStyles;

  static override properties = {
    ...DocumentElement.properties,
    kernel: { type: Number },
    input: { state: true },
    page: { state: true },
    asColour: { state: true },
  };

  /** Which kernel (output channel) is enlarged. Default: the strongest. */
  declare kernel: number | undefined;
  declare private input: number;
  declare private page: number;
  declare private asColour: boolean;
  protected override readonly kinds = ['filters'] as const;
  #kernels!: Kernels;
  #byNorm: readonly number[] = [];

  constructor() {
    super();
    this.input = 0;
    this.page = 0;
    this.asColour = true;
  }

  protected override prepare(document: FiltersDocument): void {
    const kernels = readKernels(document);
    this.#kernels = kernels;
    const norms = Array.from({ length: kernels.outputs }, (_, output) => kernels.norm(output));
    this.#byNorm = norms.map((_, output) => output).sort((a, b) => norms[b] - norms[a]);
    this.input = 0;
    this.page = 0;
  }

  get #output(): number {
    const asked = this.kernel;
    return asked !== undefined && asked >= 0 && asked < this.#kernels.outputs ? asked : (this.#byNorm[0] ?? 0);
  }

  /** Whether there are few enough slices that every kernel is one tile. */
  get #flat(): boolean {
    return this.#kernels.inputs === 1 || (this.#kernels.inputs === 3 && this.asColour);
  }

  protected override renderPicture(): TemplateResult {
    return html`<div class="controls">${this.#renderControls()}</div>
      <div class="split">
        <div class="side">${this.#flat ? this.#renderKernels() : this.#renderSlices()}</div>
        <div class="detail">${this.#renderDetail()}</div>
      </div>`;
  }

  #renderControls(): TemplateResult {
    const { inputs, outputs } = this.#kernels;
    const layers = this.choices.map(({ result }) => result.layer);
    const pages = Math.ceil(outputs / PAGE);
    return html`${
      layers.length > 1
        ? renderSelect('Layer', layers, this.active, (index) => {
            this.active = index;
            this.announce({ layer: layers[index] });
          })
        : nothing
    }
    ${
      inputs === 3
        ? html`<label
            ><input
              type="checkbox"
              .checked=${this.asColour}
              @change=${(event: Event) => {
                this.asColour = (event.currentTarget as HTMLInputElement).checked;
              }}
            />Red, green and blue as one picture</label
          >`
        : nothing
    }
    ${
      !this.#flat && pages > 1
        ? renderSelect(
            'Kernels by weight',
            Array.from(
              { length: pages },
              (_, i) => `${i * PAGE + 1} to ${Math.min(outputs, (i + 1) * PAGE)} of ${outputs}`,
            ),
            this.page,
            (index) => {
              this.page = index;
            },
          )
        : nothing
    }`;
  }

  #renderKernels(): TemplateResult {
    const kernels = this.#kernels;
    const tiles = this.#byNorm.map((output): Tile => {
      const pixels = kernels.inputs === 1 ? paintSlice(kernels, 0, output) : paintColour(kernels, output);
      return {
        pixels,
        label: this.#nameOf(output),
        strip: cssColour(weightColour(kernels.scale, kernels.bias[output])),
      };
    });
    return html`<convlens-tiles
      .tiles=${tiles}
      size=${kernels.outputs > 32 ? 44 : kernels.outputs > 12 ? 64 : 88}
      gap="8"
      chosen=${this.#byNorm.indexOf(this.#output)}
      label="Kernels, largest weights first"
      hint="Largest weights first; the strip beneath each is its bias. Arrow keys move, Enter enlarges."
      @convlens-tile=${(event: CustomEvent<{ index: number }>) => this.#choose(this.#byNorm[event.detail.index], 0)}
    ></convlens-tiles>`;
  }

  /** A row for each kernel, a column for each input channel. */
  #renderSlices(): TemplateResult {
    const kernels = this.#kernels;
    const rows = this.#byNorm.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const tiles = rows.flatMap((output) =>
      Array.from(
        { length: kernels.inputs },
        (_, input): Tile => ({
          pixels: paintSlice(kernels, input, output),
          label: `${this.#nameOf(output)}; slice of input channel ${input}, norm ${formatNumber(kernels.norm(output, input))}`,
        }),
      ),
    );
    return html`<convlens-tiles
      .tiles=${tiles}
      columns=${kernels.inputs}
      size=${Math.max(14, Math.min(36, Math.floor(560 / kernels.inputs) - 3))}
      gap="3"
      chosen=${rows.includes(this.#output) ? rows.indexOf(this.#output) * kernels.inputs + this.input : -1}
      label="Kernels in rows, input channels in columns"
      hint=${`A row is a kernel (largest weights first), a column one of ${kernels.inputs} input channels. Arrow keys move, Enter enlarges.`}
      @convlens-tile=${({ detail: { index } }: CustomEvent<{ index: number }>) =>
        this.#choose(rows[Math.floor(index / kernels.inputs)], index % kernels.inputs)}
    ></convlens-tiles>`;
  }

  #nameOf(output: number): string {
    const { bias, norm } = this.#kernels;
    return `Kernel ${output}: norm ${formatNumber(norm(output))}, bias ${formatNumber(bias[output] ?? 0)}`;
  }

  #renderDetail(): TemplateResult {
    const kernels = this.#kernels;
    const output = this.#output;
    const input = Math.min(this.input, kernels.inputs - 1);
    const channels = Array.from({ length: kernels.inputs }, (_, i) =>
      kernels.inputs === 3 ? ['red', 'green', 'blue'][i] : `${i}`,
    );
    return html`<p class="title">Kernel ${output}</p>
      <convlens-pixels
        .pixels=${paintSlice(kernels, input, output)}
        .describe=${(row: number, column: number) =>
          `row ${row}, column ${column}: ${formatNumber(kernels.weight(row, column, input, output))}`}
        label=${`Kernel ${output}, input channel ${channels[input]}`}
        hint=${`Bias ${formatNumber(kernels.bias[output] ?? 0)}. Point at a cell for its weight.`}
      ></convlens-pixels>
      ${
        kernels.inputs > 1
          ? renderSelect('Input channel', channels, input, (index) => this.#choose(output, index))
          : nothing
      }`;
  }

  protected override renderLegend(): TemplateResult {
    const { limit, clippedShare } = this.#kernels.scale;
    const colour = this.#flat && this.#kernels.inputs === 3;
    return html`${colourBar({
      colourAt: (share) => divergingWeights(2 * share - 1),
      low: -limit,
      high: limit,
      lowWord: 'negative',
      highWord: 'positive',
      unit: 'weight, one scale for all kernels of the layer:',
      clippedShare,
    })}${colour ? html`<span>In the colour pictures grey is zero.</span>` : nothing}`;
  }

  protected override method({ result, model }: FiltersDocument): string {
    const { height, width, inputs, outputs } = this.#kernels;
    const count = countOf(height * width * inputs * outputs, 'weight');
    return `Weights of ${result.operation} ${result.layer} of ${model.name}, ${count} and ${countOf(outputs, 'bias', 'biases')}`;
  }

  protected override renderTable(): TemplateResult {
    const { height, width, inputs, bias, norm, weight } = this.#kernels;
    const cells = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width] as const);
    const rows = this.#byNorm.flatMap((output) => Array.from({ length: inputs }, (_, input) => ({ output, input })));
    const left =
      rows.length > TABLE_ROWS
        ? html`<p>The first ${TABLE_ROWS} of ${rows.length}; the document has all.</p>`
        : nothing;
    return html`<table>
        <thead>
          <tr><th class="right">Kernel</th><th class="right">Input</th><th class="right">Bias</th><th class="right">Norm</th><th>Weights by row</th></tr>
        </thead>
        <tbody>
          ${rows.slice(0, TABLE_ROWS).map(
            ({ output, input }) => html`<tr>
              <td class="right">${output}</td><td class="right">${input}</td><td class="right">${formatNumber(bias[output] ?? 0)}</td>
              <td class="right">${formatNumber(norm(output, input))}</td>
              <td class="number">${cells.map(([row, column]) => formatNumber(weight(row, column, input, output))).join(' ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${left}`;
  }

  #choose(kernel: number, input: number): void {
    this.kernel = kernel;
    this.input = input;
    this.announce({ kernel, input });
  }
}
