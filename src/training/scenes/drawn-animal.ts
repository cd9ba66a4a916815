import type { Random } from '../../numeric/random.js';

/** The two classes of the study. */
export const SPECIES = ['husky', 'wolf'] as const;
export type Species = (typeof SPECIES)[number];

/** What tells the one from the other in a drawing, in units of a hundredth of its side. */
interface Build {
  readonly body: { readonly length: number; readonly depth: number };
  readonly legs: { readonly length: number; readonly width: number };
  readonly muzzle: { readonly length: number; readonly depth: number };
  readonly ear: number;
  /** How high the head is carried above the back. */
  readonly head: number;
  /** White face, chest and paws. */
  readonly mask: boolean;
}

const BUILDS: Readonly<Record<Species, Build>> = {
  husky: {
    body: { length: 25, depth: 14 },
    legs: { length: 20, width: 7 },
    muzzle: { length: 7, depth: 5.5 },
    ear: 10,
    head: 15,
    mask: true,
  },
  wolf: {
    body: { length: 27, depth: 11.5 },
    legs: { length: 25, width: 5.5 },
    muzzle: { length: 10, depth: 4.6 },
    ear: 9,
    head: 8,
    mask: false,
  },
};

const [DARK, FUR, LIGHT, BLACK] = ['#3a3a3a', '#8c8c8c', '#f2f2f2', '#101010'];

/**
 * A husky or a wolf from the side, as SVG: a husky carries its tail curled over its back, has a deep body, a
 * short muzzle and a white mask; a wolf has a hanging tail, long legs, a long muzzle and a low head. Pose and proportions vary.
 */
export function drawnAnimal(species: Species, { uniform }: Random): string {
  const vary = (share: number) => 1 + share * (2 * uniform() - 1);
  const sway = (limit: number) => limit * (2 * uniform() - 1);
  const { body, legs, muzzle, ear, head, mask } = BUILDS[species];
  const [length, depth] = [body.length * vary(0.08), body.depth * vary(0.1)];
  const leg = legs.length * vary(0.1);
  const back = 92 - leg - depth;
  const [headX, headY] = [50 - length + sway(2), back - head * vary(0.25)];
  const radius = 10.5 * vary(0.06);
  const nose = headX - radius - muzzle.length * vary(0.12);
  const rump = 50 + length;
  const parts = [
    ...paws([-0.78, -0.55, 0.6, 0.82], (share) => 50 + share * length + sway(2.5), {
      top: back + depth * 0.4,
      length: leg + depth * 0.6,
      width: legs.width,
      sway,
      light: mask,
    }),
    species === 'husky'
      ? curledTail(rump, back - depth * 0.4, vary(0.12))
      : hangingTail(rump, back - depth * 0.2, sway(5)),
    ellipse(50, back, length, depth, FUR),
    ellipse(54, back - depth * 0.35, length * 0.8, depth * 0.55, DARK),
    neck(50 - length * 0.7, back, headX + 4, headY + 2, depth),
    ...(mask ? [ellipse(50 - length * 0.8, back + 1, 7, depth * 0.8, LIGHT)] : []),
    triangle(headX - 5, headY - radius * 0.55, ear, sway(1.5), DARK),
    triangle(headX + 4, headY - radius * 0.6, ear, sway(1.5), DARK),
    ellipse(headX, headY, radius, radius * 0.95, FUR),
    ...(mask ? [ellipse(headX - 3, headY + 2.5, radius * 0.78, radius * 0.66, LIGHT)] : []),
    ellipse((headX + nose) / 2 - 1, headY + 3, Math.abs(headX - nose) / 2 + 3, muzzle.depth, mask ? LIGHT : FUR),
    ellipse(nose, headY + 2.2, 2, 1.7, BLACK),
    ellipse(headX - 4, headY - 2.5, 1.6, 1.6, BLACK),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 20 108 75" preserveAspectRatio="xMidYMax">${parts.join('')}</svg>`;
}

const ellipse = (x: number, y: number, across: number, down: number, fill: string) =>
  `<ellipse cx="${x}" cy="${y}" rx="${across}" ry="${down}" fill="${fill}"/>`;

const neck = (x: number, y: number, toX: number, toY: number, depth: number) =>
  `<path d="M${x} ${y}L${toX} ${toY}" stroke="${FUR}" stroke-width="${depth * 1.25}" stroke-linecap="round"/>`;

const triangle = (x: number, y: number, side: number, lean: number, fill: string) =>
  `<path d="M${x - side * 0.45} ${y + 2}L${x + lean} ${y - side}L${x + side * 0.45} ${y + 2}Z" fill="${fill}"/>`;

interface Paws {
  readonly top: number;
  readonly length: number;
  readonly width: number;
  readonly sway: (limit: number) => number;
  readonly light: boolean;
}

function paws(
  places: readonly number[],
  at: (share: number) => number,
  { top, length, width, sway, light }: Paws,
): string[] {
  return places.map((share, i) => {
    const [x, foot] = [at(share), at(share) + sway(5)];
    const far = i % 2 === 1;
    const leg = `<path d="M${x} ${top}L${foot} ${top + length}" stroke="${far ? DARK : FUR}" stroke-width="${width}" stroke-linecap="round"/>`;
    return light && !far ? leg + ellipse(foot - 1, top + length - 1, width * 0.6, width * 0.5, LIGHT) : leg;
  });
}

function curledTail(x: number, y: number, size: number): string {
  const curl = `M${x - 2} ${y + 4}C${x + 14 * size} ${y - 2} ${x + 10 * size} ${y - 24 * size} ${x - 5 * size} ${y - 17 * size}C${x - 12 * size} ${y - 13 * size} ${x - 6 * size} ${y - 5} ${x - 1} ${y - 8}`;
  return `<path d="${curl}" stroke="${FUR}" stroke-width="8" stroke-linecap="round" fill="none"/>`;
}

function hangingTail(x: number, y: number, swing: number): string {
  const fall = `M${x - 3} ${y}C${x + 7} ${y + 4} ${x + 8 + swing} ${y + 16} ${x + 5 + swing} ${y + 29}`;
  return `<path d="${fall}" stroke="${FUR}" stroke-width="8.5" stroke-linecap="round" fill="none"/>`;
}
