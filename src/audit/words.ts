import { labToRgb } from '../image/lab.js';

/** Reference colours in sRGB, by the name that people give them. */
const NAMES: readonly (readonly [name: string, red: number, green: number, blue: number])[] = [
  ['black', 15, 15, 15],
  ['dark grey', 72, 72, 72],
  ['grey', 130, 130, 130],
  ['light grey', 190, 190, 190],
  ['white', 245, 245, 248],
  ['red', 200, 40, 40],
  ['orange', 235, 140, 40],
  ['brown', 110, 75, 40],
  ['dark brown', 55, 42, 25],
  ['beige', 215, 185, 135],
  ['yellow', 235, 215, 60],
  ['green', 85, 135, 50],
  ['dark green', 40, 65, 38],
  ['light green', 150, 195, 110],
  ['blue', 60, 100, 200],
  ['light blue', 165, 205, 235],
  ['purple', 130, 60, 160],
  ['pink', 235, 150, 180],
];

/** The name of a CIELAB colour. */
export function colourName(lab: ArrayLike<number>): string {
  const [red, green, blue] = labToRgb([lab[0], lab[1], lab[2]]);
  // Distances weighted as the eye does (https://www.compuphase.com/cmetric.htm).
  const distance = ([, r, g, b]: (typeof NAMES)[number]) => {
    const mean = (red + r) / 2;
    return (2 + mean / 256) * (red - r) ** 2 + 4 * (green - g) ** 2 + (2 + (255 - mean) / 256) * (blue - b) ** 2;
  };
  return NAMES.reduce((best, each) => (distance(each) < distance(best) ? each : best))[0];
}

/** Where something lies, from its centre (0..1) and how far it spreads around it. */
export function placeName([x, y]: readonly [number, number], [spreadX, spreadY]: readonly [number, number]): string {
  if (spreadX > 0.24 && spreadY > 0.24) return 'anywhere in the picture';
  const down = spreadY > 0.24 ? '' : y < 0.36 ? 'upper' : y > 0.64 ? 'lower' : 'middle';
  const across = spreadX > 0.24 ? '' : x < 0.36 ? 'left' : x > 0.64 ? 'right' : 'middle';
  if (down === 'middle' && across === 'middle') return 'in the middle';
  if (across === '') return down === 'middle' ? 'at middle height' : `in the ${down} part`;
  if (down === '') return across === 'middle' ? 'in the middle' : `at the ${across} side`;
  if (across === 'middle') return `in the middle of the ${down} part`;
  return down === 'middle' ? `at the ${across}` : `at the ${down} ${across}`;
}
