import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { loadPlotly } from '../shared/plotly.js';
import type { Plotly, PlotlyFigure } from '../shared/plotly-api.js';
import { chartStyles } from './chart.styles.js';
import { type ChartTheme, readTheme, withTheme } from './theme.js';

/** A chart's traces and layout, in the colours of the page. */
export type Chart = (theme: ChartTheme) => PlotlyFigure;

/** One plotly chart. It is loaded when it is first seen; where it cannot be, the light children say the same in another way. */
export class ConvlensChart extends LitElement {
  static override styles = chartStyles;

  static override properties = {
    chart: { attribute: false },
    label: {},
    state: { state: true },
  };

  declare chart: Chart | undefined;
  declare label: string;
  declare private state: 'waiting' | 'drawn' | 'missing';
  #plotly: Plotly | undefined;
  #cleanUp: AbortController | undefined;

  constructor() {
    super();
    this.label = 'Chart';
    this.state = 'waiting';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const cleanUp = new AbortController();
    this.#cleanUp = cleanUp;
    const { signal } = cleanUp;
    const seen = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void this.#load(),
    );
    const size = new ResizeObserver(() => this.#resize());
    const looks = new MutationObserver(() => this.#draw());
    seen.observe(this);
    size.observe(this);
    looks.observe(this.ownerDocument.documentElement, { attributeFilter: ['class', 'style', 'data-theme'] });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw(), { signal });
    window.matchMedia('print').addEventListener('change', () => this.#draw(), { signal });
    signal.addEventListener('abort', () => [seen, size, looks].forEach((observer) => void observer.disconnect()));
    if (this.hasUpdated && this.#plotly) this.#draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cleanUp?.abort();
    const plot = this.#plot;
    if (plot && this.#plotly) this.#plotly.purge(plot);
  }

  protected override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.label} ?hidden=${this.state === 'missing'}></div>
      <span class="probe"></span>
      ${this.state === 'drawn' ? nothing : html`<slot></slot>`}`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('chart')) this.#draw();
  }

  get #plot(): HTMLElement | null {
    return this.renderRoot.querySelector('.plot');
  }

  async #load(): Promise<void> {
    if (this.#plotly) return;
    this.#plotly = await loadPlotly();
    this.state = this.#plotly ? 'drawn' : 'missing';
    this.#draw();
  }

  #draw(): void {
    const plot = this.#plot;
    if (!plot || !this.#plotly || !this.chart || !this.isConnected) return;
    const theme = readTheme(this.renderRoot.querySelector<HTMLElement>('.probe') ?? this);
    const { data, layout } = this.chart(theme);
    const settings = { displaylogo: false, displayModeBar: false, responsive: false, doubleClick: 'reset' };
    void this.#plotly.react(plot, data, withTheme(layout, theme), settings);
  }

  #resize(): void {
    const plot = this.#plot;
    if (plot?.offsetWidth && plot.offsetHeight && plot.classList.contains('js-plotly-plot')) {
      void this.#plotly?.Plots.resize(plot);
    }
  }
}
