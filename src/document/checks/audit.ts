import { decodeArray } from '../encode.js';
import type { AuditDocument } from '../kinds/audit.js';
import type { Problem } from '../problem.js';
import { arrayProblem, firstProblem, pngSize } from './common.js';

/** That every image (every one that is shown, where some are not) has its label map, that concepts name images and segments that exist, and that there is a tile for each thumbnail. */
export function auditProblem({ result }: AuditDocument): Problem | null {
  const { images, segments, concepts, thumbnails } = result;
  const counts = new Map<string, number>();
  const shown = thumbnails?.images && new Set(thumbnails.images);
  const map = firstProblem(images, ({ name }, i) => {
    const path = `result.segments[${JSON.stringify(name)}]`;
    if (!Object.hasOwn(segments, name)) {
      // A page leaves out what its gallery cannot show.
      counts.set(name, Number.POSITIVE_INFINITY);
      if (shown?.has(name) === false) return null;
      return { path, expected: `a label map, as result.images[${i}] has the name`, got: 'none' };
    }
    const wrong = arrayProblem(path, segments[name], segments[name].dtype === 'uint8' ? 'uint8' : 'int32', [
      null,
      null,
    ]);
    if (!wrong) counts.set(name, 1 + highest(decodeArray(segments[name]).data));
    return wrong;
  });
  return (
    map ??
    firstProblem(concepts, (concept, i) => membersProblem(concept.members, `result.concepts[${i}]`, counts)) ??
    thumbnailsProblem(result)
  );
}

function highest(labels: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < labels.length; i++) most = Math.max(most, labels[i]);
  return most;
}

type Members = AuditDocument['result']['concepts'][number]['members'];

function membersProblem(members: Members, path: string, counts: ReadonlyMap<string, number>): Problem | null {
  return firstProblem(members, ({ image, segments }, i) => {
    const count = counts.get(image);
    if (count === undefined) {
      return { path: `${path}.members[${i}].image`, expected: 'a name of result.images', got: `"${image}"` };
    }
    const wrong = segments.find((segment) => segment >= count);
    if (wrong === undefined) return null;
    return { path: `${path}.members[${i}].segments`, expected: `segments from 0 to ${count - 1}`, got: String(wrong) };
  });
}

function thumbnailsProblem({ thumbnails, images }: AuditDocument['result']): Problem | null {
  if (!thumbnails) return null;
  const { pixels, tile, columns, images: named = images.map(({ name }) => name) } = thumbnails;
  const known = new Set(images.map(({ name }) => name));
  const stranger = named.find((name) => !known.has(name));
  if (stranger !== undefined) {
    return { path: 'result.thumbnails.images', expected: 'names of result.images', got: `"${stranger}"` };
  }
  const size = pngSize(pixels);
  const rows = Math.ceil(named.length / columns);
  if (size?.width === columns * tile && size.height === rows * tile) return null;
  const got = size ? `${size.width} x ${size.height}` : 'no PNG';
  return { path: 'result.thumbnails.pixels', expected: `a PNG of ${columns * tile} x ${rows * tile}`, got };
}
