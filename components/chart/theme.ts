import { SERIES } from '../../src/render/index.js';

/** The neutral colours of the page, and a few that tell series apart without meaning anything. */
export interface ChartTheme {
  readonly ink: string;
  readonly line: string;
  readonly font: string;
  /** The colours of evidence. */
  readonly for: string;
  readonly against: string;
  /** Seen apart by most kinds of colour blindness (Okabe and Ito 2008), none of them the colour of evidence. */
  readonly series: readonly string[];
}

/** Reads the page's colours from a probe that uses them: a custom property does not say what it resolves to. */
export function readTheme(probe: HTMLElement): ChartTheme {
  const { color, fontFamily, borderTopColor, borderRightColor, borderBottomColor } = getComputedStyle(probe);
  return {
    ink: color,
    line: borderTopColor,
    for: borderRightColor,
    against: borderBottomColor,
    font: fontFamily,
    series: SERIES,
  };
}

/** A layout with what every chart shares: no decoration, thin lines, the page's colours. */
export function withTheme(layout: Readonly<Record<string, unknown>>, theme: ChartTheme): Record<string, unknown> {
  const axis = {
    gridcolor: theme.line,
    linecolor: theme.line,
    zerolinecolor: theme.line,
    tickcolor: theme.line,
    automargin: true,
    fixedrange: true,
  };
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis\d*$/.test(name));
  return {
    autosize: true,
    showlegend: false,
    dragmode: false,
    hovermode: 'closest',
    margin: { l: 48, r: 16, t: 24, b: 40 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 12, color: theme.ink },
    ...layout,
    ...Object.fromEntries(axes.map(([name, own]) => [name, { ...axis, ...(own as object) }])),
  };
}
