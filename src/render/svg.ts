/** A piece of SVG text. Made by the functions here, in which everything that comes from outside is escaped. */
export type Svg = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What a page may override, as in the elements; alone, a picture is ink on white. */
export const INK = 'var(--convlens-ink, #1c1e21)';
export const MUTED = 'var(--convlens-muted, #5b6067)';
export const LINE = 'var(--convlens-line, #dddcd7)';
export const FOR = 'var(--convlens-for, #d9660a)';
export const AGAINST = 'var(--convlens-against, #3b82c4)';

const FONT = 'var(--convlens-font, system-ui, sans-serif)';
const MONO = 'var(--convlens-mono, ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace)';
const STYLED = new Set(['fill', 'stroke', 'font-family', 'image-rendering']);

/** Text as HTML, SVG and their attributes hold it. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** One SVG element. Attributes that may hold CSS variables are written as style. */
export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const entries = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const style = entries.filter(([key]) => STYLED.has(key)).map(([key, value]) => `${key}:${value}`);
  const plain = entries.filter(([key]) => !STYLED.has(key)).map(([key, value]) => attribute(key, value));
  const all = [...plain, ...(style.length ? [attribute('style', style.join(';'))] : [])].join('');
  return children.length ? `<${name}${all}>${children.join('')}</${name}>` : `<${name}${all}/>`;
}

function attribute(key: string, value: string | number | undefined): string {
  return ` ${key}="${escapeMarkup(typeof value === 'number' ? short(value) : String(value))}"`;
}

/** Hundredths of a pixel are enough. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export interface TextOptions {
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly mono?: boolean;
  readonly bold?: boolean;
  /** Cut with an ellipsis beyond so many characters. */
  readonly most?: number;
}

/** A line of text whose baseline starts at `x`, `y`. */
export function text(x: number, y: number, content: string, options: TextOptions = {}): Svg {
  const { size = 13, fill = INK, anchor, mono, bold, most = Number.POSITIVE_INFINITY } = options;
  const cut = content.length > most ? `${content.slice(0, most - 1)}…` : content;
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': bold ? 600 : undefined,
      'text-anchor': anchor,
      fill,
      'font-family': mono ? MONO : FONT,
    },
    escapeMarkup(cut),
  );
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): Svg {
  return element('line', { x1, y1, x2, y2, stroke: LINE, ...attributes });
}

export function rect(x: number, y: number, width: number, height: number, attributes: Attributes = {}): Svg {
  return element('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), ...attributes });
}

/** A picture of pixels, which stay sharp squares when enlarged unless it is `smooth`. */
export function image(uri: string, x: number, y: number, width: number, height: number, smooth = false): Svg {
  return element('image', {
    href: uri,
    x,
    y,
    width,
    height,
    preserveAspectRatio: 'none',
    'image-rendering': smooth ? undefined : 'pixelated',
  });
}
