import { encodeArray } from '../document/encode.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import type { LiveGraph, LiveModel } from '../document/live-model.js';
import { pngDataUri } from '../image/png.js';
import { prepareInput } from '../image/prepare-input.js';
import type { Network, NetworkNode } from '../network/network.js';
import type { AuditEntry } from './entry.js';
import { imageOf } from './picture-shelf.js';

/** At most so many pictures go with a model, and so many pixels of them (some 8 MB as PNG). */
const MOST_PICTURES = 200;
const MOST_PIXELS = 3e6;

/** Bytes of weights: as text, with all else of the page, they must fit the longest text that there is. */
const MOST_WEIGHTS = 200e6;

/**
 * The classifier of an audit with the images of its page, for a report in which removing regions runs it: mistakes first, then
 * the images that show the most concepts, as many as fit three million pixels.
 * @throws Error if the network cannot be put into a page (`checkLive`), or the audit is another network's.
 */
export async function liveModel(
  network: Network,
  entries: Iterable<AuditEntry>,
  document: AuditDocument,
): Promise<LiveModel> {
  checkLive(network);
  const { name: audited, fingerprint } = document.model;
  if (fingerprint !== network.fingerprint) {
    throw new Error(
      `Cannot put "${network.name}" into the page of an audit of "${audited}": expected the network that was audited, but the fingerprints differ`,
    );
  }
  const byName = new Map([...entries].map((entry) => [entry.name, entry]));
  const pictures: Record<string, string> = {};
  let pixels = 0;
  for (const name of byInterest(document)) {
    const entry = byName.get(name);
    if (!entry) continue;
    // An image that is gone or broken by now has no picture: the page then says what was saved.
    const input = await imageOf(entry.image).then(
      (image) => prepareInput(image, network.input),
      () => null,
    );
    if (input === null) continue;
    pixels += input.picture.width * input.picture.height;
    if (pixels > MOST_PIXELS) break;
    pictures[name] = pngDataUri(input.picture);
    if (Object.keys(pictures).length === MOST_PICTURES) break;
  }
  return { graph: liveGraph(network), fill: fillOf(document), pictures };
}

/**
 * Whether a page can hold a network: better known before an audit than after.
 * @throws Error if it has operations of the caller's own, which cannot be written down, or more than 200 MB of weights.
 */
export function checkLive({ name, nodes, compiled }: Network): void {
  const own = nodes.find(({ operation }) => Object.hasOwn(compiled.operations ?? {}, operation));
  if (own)
    throw new Error(`Cannot put "${name}" into a page: operation "${own.operation}" of "${own.name}" is not built in`);
  const weights = nodes.flatMap((node) => Object.values(node.weights));
  const bytes = weights.reduce((sum, { data }) => sum + data.byteLength, 0);
  if (bytes > MOST_WEIGHTS) {
    const megabytes = Math.ceil(bytes / 1e6);
    throw new Error(`Cannot put "${name}" into a page: it has ${megabytes} MB of weights, expected at most 200`);
  }
}

function liveGraph({ name, fingerprint, output, logits, classes, input, nodes }: Network): LiveGraph {
  return { name, fingerprint, output, logits, classes, input, nodes: nodes.map(liveNode) };
}

function liveNode({ weights, ...node }: NetworkNode): LiveGraph['nodes'][number] {
  const values = Object.entries(weights).map(([role, weight]) => [role, encodeArray(weight)] as const);
  return { ...node, weights: Object.fromEntries(values) };
}

function fillOf({ method }: AuditDocument): readonly number[] {
  const { hide } = method.options;
  if (!Array.isArray(hide)) throw new Error('Cannot remove regions in a page: the audit does not say what they showed');
  return hide.map(Number);
}

/** Names of the images that the page shows. */
function byInterest({ result: { images, concepts, thumbnails } }: AuditDocument): readonly string[] {
  const held = new Map<string, number>();
  for (const { members } of concepts) for (const { image } of members) held.set(image, (held.get(image) ?? 0) + 1);
  const shown = thumbnails?.images && new Set(thumbnails.images);
  return images
    .filter(({ name }) => !shown || shown.has(name))
    .map(({ name, label, predicted }) => ({
      name,
      mistake: label !== null && label !== predicted ? 1 : 0,
      concepts: held.get(name) ?? 0,
    }))
    .sort((a, b) => b.mistake - a.mistake || b.concepts - a.concepts)
    .map(({ name }) => name);
}
