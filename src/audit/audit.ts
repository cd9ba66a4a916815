import { checkPredictor } from '../attribution/inquiry.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import { ANY_INPUT } from '../image/input-spec.js';
import { type ObjectMask, objectMask } from '../image/object-mask.js';
import { type PreparedInput, prepareInput } from '../image/prepare-input.js';
import { inOrder } from '../in-order.js';
import { findNode } from '../network/find-node.js';
import { isNetwork } from '../network/network.js';
import type { Predictor } from '../network/predictor.js';
import { spatialLayer, spatialLayers } from '../network/spatial-layers.js';
import { auditDocument } from './audit-document.js';
import { findConcepts } from './concepts.js';
import { descriptorLayout } from './describe-regions.js';
import type { AuditEntry } from './entry.js';
import { decodeEvidence, encodeEvidence, memoryStore } from './evidence-store.js';
import { type Finding, findingsOf, type TestedConcept } from './findings.js';
import type { ImageEvidence } from './image-evidence.js';
import { keptExperiments } from './kept-experiments.js';
import { digestOf, observe } from './observe.js';
import { type AuditOptions, type ResolvedAudit, resolveAudit } from './options.js';
import { imageOf, pictureShelf } from './picture-shelf.js';
import { keyOf, type Study } from './study.js';
import type { Swap } from './swaps.js';

/** Images that the mean colour of the data set is taken from. */
const FOR_MEAN = 200;

/**
 * What a classifier leans on in a whole data set, found without being told, tested by experiment and said in words: is it
 * right for the right reason?
 *
 * Every image is predicted and explained (its regions' evidence for the predicted class rather than the next one); regions
 * that look alike to the network are pooled into concepts (after Ghorbani et al. 2019, and SpRAy, Lapuschkin et al. 2019);
 * each concept that holds much of the evidence is taken out of images that have it and brought into images that have it
 * not, always against random regions of the same size. The verdict says whether it matters, and with masks or labels
 * whether it is part of the object.
 *
 * One seed, one result, to the byte: also when it was stopped and goes on from its `store`. Memory holds the evidence of
 * each image (about 65 KB at 224 x 224 pixels), and as many pictures as fit 128 MB.
 *
 * @throws TypeError or RangeError for an option, label or image name that does not fit; Error if no image can be used; the
 * signal's reason when aborted: what was found until then is in the store.
 * @example
 * const found = await audit(network, entries, { seed: 1 });
 * console.log(found.result.concepts[0].sentence);
 */
export async function audit(
  model: Predictor,
  entries: Iterable<AuditEntry>,
  options: AuditOptions = {},
): Promise<AuditDocument> {
  checkPredictor(model);
  const settings = resolveAudit(options);
  const all = checkedEntries([...entries], model);
  const { signal, onProgress, store = memoryStore() } = options;
  const skipped = new Map<string, string>();
  const hide = await meanColour(model, all, signal);
  const study: Study = { model, settings, store, hide, layer: layerOf(model, settings), signal, skipped };
  const seen: { entry: AuditEntry; evidence: ImageEvidence }[] = [];
  let done = 0;
  // Two at once where the classifier takes that: its threads work on one while the other is read, cut into regions, described.
  const looked = inOrder(all, model.concurrent ? 2 : 1, (entry) => evidenceOf(study, entry));
  for await (const { item: entry, outcome } of looked) {
    signal?.throwIfAborted();
    if (typeof outcome === 'string') skipped.set(entry.name, outcome);
    else seen.push({ entry, evidence: outcome });
    onProgress?.({ done: ++done, total: 2 * all.length, stage: 'Explaining images' });
  }
  if (seen.length === 0)
    throw new Error(`Cannot audit: no image could be used, the first because: ${[...skipped.values()][0]}`);
  const images = seen.map(({ evidence }) => evidence);
  const used = seen.map(({ entry }) => entry);
  const channels = channelsOf(model, study.layer);
  const concepts = findConcepts(images, {
    layout: descriptorLayout(channels),
    most: settings.concepts,
    seed: settings.seed,
  });
  const shelf = pictureShelf(used, {
    spec: model.input ?? ANY_INPUT,
    digests: images.map(({ digest }) => digest),
    lost: (name, reason) => skipped.set(name, reason),
  });
  const experiments = keptExperiments(study, images, shelf);
  const tested: TestedConcept[] = [];
  let passes = images.reduce((sum, { forwardPasses }) => sum + forwardPasses, 0);
  for (const [i, concept] of concepts.entries()) {
    signal?.throwIfAborted();
    const found = await experiments.concept(concept);
    passes += found.forwardPasses;
    tested.push({ concept, ...found });
    onProgress?.({
      done: all.length + Math.round((all.length * (i + 1)) / concepts.length),
      total: 2 * all.length,
      stage: 'Testing concepts',
    });
  }
  const swaps: Swap[] = [];
  for (const predicted of new Set(concepts.map((concept) => concept.predicted))) {
    const found = await experiments.swap(predicted);
    passes += found.forwardPasses;
    if (found.swap) swaps.push(found.swap);
  }
  const findings: Finding[] = findingsOf(tested, { images, entries: used, model, settings });
  const picture = async (index: number) => (await shelf.input(index))?.picture ?? null;
  return auditDocument({ model, settings, hide, images, entries: used, findings, swaps, skipped, passes, picture });
}

function checkedEntries(entries: readonly AuditEntry[], { classes, name }: Predictor): readonly AuditEntry[] {
  if (entries.length === 0) throw new RangeError('Cannot audit no images: expected at least one');
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(entry.name)) throw new RangeError(`Cannot audit two images named "${entry.name}"`);
    names.add(entry.name);
    if (entry.label === undefined || classes === undefined || classes.includes(entry.label)) continue;
    throw new RangeError(
      `Cannot audit "${entry.name}": its label "${entry.label}" is no class of ${name ? `"${name}"` : 'the classifier'}, whose classes are ${classes
        .slice(0, 8)
        .map((label) => `"${label}"`)
        .join(', ')}${classes.length > 8 ? ', ...' : ''}`,
    );
  }
  return entries;
}

/** What was found of an image before, if it is still the same; else it is looked at. The reason if it cannot be used. */
async function evidenceOf(study: Study, entry: AuditEntry): Promise<ImageEvidence | string> {
  const { model, settings, store, hide, layer, signal } = study;
  const ready = await prepared(model, entry);
  signal?.throwIfAborted();
  // What is wrong with one image must not end the audit; all else must.
  if ('reason' in ready) return ready.reason;
  const { input, mask } = ready;
  const key = keyOf('image', study, [entry.name, mask === null || digestOf(mask)]);
  const known = decodeEvidence((await store.get(key)) ?? '');
  if (known && known.digest === digestOf(input.values)) return known;
  const evidence = await observe(model, input, mask, { settings, hide, layer, signal });
  await store.set(key, encodeEvidence(evidence));
  return evidence;
}

type Ready = { readonly input: PreparedInput; readonly mask: ObjectMask | null } | { readonly reason: string };

/** An entry's image and mask at the size of the network's input, or why they cannot be used. */
async function prepared({ input: spec = ANY_INPUT }: Predictor, entry: AuditEntry): Promise<Ready> {
  try {
    const image = await imageOf(entry.image);
    const input = prepareInput(image, spec, entry.name);
    if (entry.mask === undefined) return { input, mask: null };
    const [, height, width] = input.values.shape;
    const what = `of "${entry.name}"`;
    return { input, mask: objectMask(await imageOf(entry.mask), { image, seen: { width, height }, what }) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The layer that describes regions: the one that is named, else the last with spatial extent. */
function layerOf(model: Predictor, { layer }: ResolvedAudit): string | null {
  if (!isNetwork(model)) return null;
  if (layer === undefined) return spatialLayers(model).at(-1) ?? null;
  return spatialLayer(model, layer, 'describe regions by');
}

function channelsOf(model: Predictor, layer: string | null): number {
  return layer === null || !isNetwork(model) ? 0 : (findNode(model, layer).shape[2] ?? 0);
}

/** Mean colour of up to 200 images, evenly taken, in input units: what stands for "nothing to see". */
async function meanColour(model: Predictor, entries: readonly AuditEntry[], signal?: AbortSignal): Promise<number[]> {
  const step = Math.max(1, Math.ceil(entries.length / FOR_MEAN));
  let sums: number[] = [];
  let pixels = 0;
  for (let i = 0; i < entries.length; i += step) {
    signal?.throwIfAborted();
    const input = await imageOf(entries[i].image)
      .then((image) => prepareInput(image, model.input ?? ANY_INPUT))
      // It will be named when it is its turn.
      .catch(() => null);
    if (input === null) continue;
    const { data, shape } = input.values;
    const channels = shape[3];
    if (sums.length !== channels) [sums, pixels] = [new Array(channels).fill(0), 0];
    for (let at = 0; at < data.length; at++) sums[at % channels] += data[at];
    pixels += data.length / channels;
  }
  return pixels === 0 ? [0] : sums.map((sum) => sum / pixels);
}
