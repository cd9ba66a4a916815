/** What convlens uses of plotly.js, which ships no types. */
export interface PlotlyFigure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

export interface Plotly {
  react(
    element: HTMLElement,
    data: PlotlyFigure['data'],
    layout: PlotlyFigure['layout'],
    config: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
  purge(element: HTMLElement): void;
  readonly Plots: { resize(element: HTMLElement): Promise<unknown> | undefined };
}
