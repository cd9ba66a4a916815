import type { Plotly } from './plotly-api.js';

type Loader = () => Promise<Plotly | undefined>;

let loader: Loader | undefined;
let loading: Promise<Plotly | undefined> | undefined;

/** Says where plotly comes from when a first chart is drawn: the module and the classic script differ in this alone. */
export function setPlotlyLoader(load: Loader): void {
  loader = load;
}

/** The plotly that the page has, or else the one that is loaded now; `undefined` where there is none. */
export function loadPlotly(): Promise<Plotly | undefined> {
  const present = presentPlotly();
  if (present) return Promise.resolve(present);
  loading ??= Promise.resolve(loader?.()).catch(() => undefined);
  return loading;
}

/** The plotly that the page has already. */
export function presentPlotly(): Plotly | undefined {
  return (globalThis as { Plotly?: Plotly }).Plotly;
}

/** Loads plotly from a classic script. */
export function plotlyFromScript(url: string): Promise<Plotly | undefined> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = url;
    script.addEventListener('load', () => resolve(presentPlotly()), { once: true });
    script.addEventListener('error', () => resolve(undefined), { once: true });
    document.head.append(script);
  });
}
