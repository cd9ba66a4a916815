import { element, type Svg, text } from './svg.js';

/** What a document shows, as one SVG: for readers without scripts, and for files. */
export interface StaticPicture {
  /** A whole `<svg>` element, which can stand in a page or in a file of its own. Nothing in it is loaded from elsewhere. */
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The same in words. */
  readonly alt: string;
}

/** Binds parts into a picture of this size; where there are none, it is the words. */
export function staticPicture(width: number, height: number, alt: string, parts: readonly Svg[]): StaticPicture {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${w} ${h}`,
      width: w,
      height: h,
      role: 'img',
      'aria-label': alt,
    },
    ...(parts.join('') ? parts : [text(0, 14, alt)]),
  );
  return { svg, width: w, height: h, alt };
}
