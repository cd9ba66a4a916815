import './elements.js';
import { plotlyFromScript, setPlotlyLoader } from './shared/plotly.js';

// While a module runs there is no current script: then it is the tag that names this file.
const current = document.currentScript;
const script =
  current instanceof HTMLScriptElement && current.src
    ? current
    : document.querySelector<HTMLScriptElement>('script[src$="convlens.js"]');
const base = script?.src;

setPlotlyLoader(async () => (base ? plotlyFromScript(new URL('convlens-plotly.js', base).href) : undefined));
