/** Colours that tell series apart: seen apart by most kinds of colour blindness (Okabe and Ito 2008), none that of evidence. */
export const SERIES = ['#009e73', '#cc79a7', '#b8a100', '#7a5fb5', '#8c8c8c'] as const;

/** Dashes, so that colour never stands alone: as plotly names them, and as SVG writes them. */
export const DASHES = [
  { name: 'solid', svg: undefined },
  { name: 'dash', svg: '7 4' },
  { name: 'dot', svg: '2 3' },
  { name: 'dashdot', svg: '7 3 2 3' },
] as const;

/** How the line of a series looks: twenty of them differ in colour or dashes, neighbours in both. */
export function lineOf(index: number) {
  return { colour: SERIES[index % SERIES.length], dashes: DASHES[index % DASHES.length] };
}
