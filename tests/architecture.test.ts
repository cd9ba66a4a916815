import { describe, expect, it } from 'vitest';
import { type Import, importsOf } from './support/imports.js';

/** Which rooms may import from which: docs and DESIGN say "imports point one way". A room may always import from itself. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  numeric: [],
  image: ['numeric', 'platform'],
  segmentation: ['image', 'numeric'],
  document: ['numeric'],
  platform: ['image', 'numeric', 'network'],
  network: ['document', 'image', 'numeric', 'platform'],
  inspection: ['network', 'segmentation', 'document', 'image', 'numeric'],
  attribution: ['network', 'segmentation', 'document', 'image', 'numeric'],
  metrics: ['attribution', 'network', 'segmentation', 'document', 'image', 'numeric'],
  audit: [
    'platform',
    'metrics',
    'attribution',
    'inspection',
    'network',
    'segmentation',
    'document',
    'image',
    'numeric',
  ],
  training: ['inspection', 'network', 'segmentation', 'document', 'image', 'numeric', 'platform'],
  render: ['document', 'segmentation', 'image', 'numeric'],
  report: ['render', 'document'],
  components: ['render', 'document', 'numeric'],
  // What runs a classifier inside a page: apart from the elements, which ask it in events.
  live: ['components', 'network', 'document', 'image', 'numeric', 'platform'],
};

/** The only places that know tensors. */
const WITH_TENSORS = [
  'src/attribution/cam/',
  'src/attribution/deeplift/',
  'src/attribution/lrp/',
  'src/attribution/rules/',
  'src/network/operations/',
  'src/network/wasm/',
  'src/network/engines/',
  'src/training/',
  'src/platform/',
  'components/live/',
];

const imports = importsOf('src', 'components');
const text = ({ from, to }: Import) => `${from} -> ${to}`;

/** `src/image/png.ts` and `#platform/decode` are in the rooms `image` and `platform`; packages and files beside the rooms in none. */
function roomOf(path: string): string | undefined {
  if (path.startsWith('components/live/')) return 'live';
  return /^(?:src\/|#)(\w+)\//.exec(path)?.[1] ?? /^components\//.exec(path)?.[0].slice(0, -1);
}

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.map(text)).toContain('src/report/figure.ts -> src/render/render-document.ts');
  });

  it.each(Object.keys(ARROWS))('of %s point one way', (room) => {
    const wrong = imports.filter(({ from, to }) => {
      const other = roomOf(to);
      return roomOf(from) === room && other !== undefined && other !== room && !ARROWS[room].includes(other);
    });
    expect(wrong.map(text)).toEqual([]);
  });

  it('have an arrow for every room but the command line, which may import all', () => {
    const rooms = new Set(imports.map(({ from }) => roomOf(from)).filter((room) => room !== undefined));
    expect([...rooms].filter((room) => !(room in ARROWS))).toEqual(['cli']);
  });

  it('of tensors stay where tensors are', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        to.startsWith('@tensorflow/') && !typeOnly && !WITH_TENSORS.some((folder) => from.startsWith(folder)),
    );
    expect(wrong.map(text)).toEqual([]);
  });

  it('of the platform keep Node out of everything that browsers run', () => {
    const forNode = ['src/platform/node/', 'src/training/', 'src/cli/'];
    const wrong = imports.filter(
      ({ from, to }) =>
        (to.startsWith('node:') || to === 'sharp') && !forNode.some((folder) => from.startsWith(folder)),
    );
    expect(wrong.map(text)).toEqual([]);
  });

  it('make no circle', () => {
    expect(circles(imports.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });
});

/** The circles that a walk in depth comes upon, each as the files along it. */
function circles(edges: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
