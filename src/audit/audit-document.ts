import { classAt } from '../attribution/target.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import type { Image } from '../image/image.js';
import { modelPart } from '../network/model-part.js';
import type { Predictor } from '../network/predictor.js';
import { VERSION } from '../version.js';
import { testedClasses } from './concepts.js';
import { contactSheet } from './contact-sheet.js';
import { descriptionOf } from './description.js';
import type { Effect } from './effect.js';
import type { AuditEntry } from './entry.js';
import { evidenceOutside } from './evidence-shares.js';
import type { Finding } from './findings.js';
import type { ImageEvidence } from './image-evidence.js';
import type { ResolvedAudit } from './options.js';
import { labelMapValue } from './region-labels.js';
import type { Swap } from './swaps.js';
import { thumbnailSprite } from './thumbnail-sprite.js';

export interface AuditFindings {
  readonly model: Predictor;
  readonly settings: ResolvedAudit;
  /** What hidden regions showed: the mean colour of the data set, in input units. */
  readonly hide: readonly number[];
  readonly images: readonly ImageEvidence[];
  readonly entries: readonly AuditEntry[];
  readonly findings: readonly Finding[];
  readonly swaps: readonly Swap[];
  readonly skipped: ReadonlyMap<string, string>;
  readonly passes: number;
  readonly picture: (index: number) => Promise<Image | null>;
}

/** The document of an audit: nothing in it depends on the clock. */
export async function auditDocument(found: AuditFindings): Promise<AuditDocument> {
  const { model, settings, images, entries, findings, skipped, passes } = found;
  const { seed, segmentation, ...options } = settings;
  const classes = [...(model.classes ?? classesSeen(model, images))];
  const concepts = [];
  for (const [i, finding] of findings.entries()) concepts.push(await conceptPart(finding, i, found));
  const thumbnails = await thumbnailSprite({ ...found, concepts: findings.map(({ concept }) => concept) });
  return {
    schema: 'convlens/audit@1',
    kind: 'audit',
    model: modelPart(model, classes),
    method: {
      name: 'audit',
      options: { ...options, segmentation: plain(segmentation), layer: options.layer ?? null, hide: [...found.hide] },
      seed,
    },
    result: {
      images: images.map((image, i) => ({
        name: image.name,
        label: entries[i].label ?? null,
        predicted: classAt(model, image.predicted).label,
        probability: image.probability,
        group: entries[i].group ?? null,
        outsideMask: evidenceOutside(image),
      })),
      segments: Object.fromEntries(
        images.map(({ name, height, width, labels }) => [name, labelMapValue(labels, [height, width])]),
      ),
      weights: Object.fromEntries(images.map(({ name, weights }) => [name, Array.from(weights)])),
      concepts,
      ...(thumbnails && { thumbnails }),
      ...(found.swaps.length > 0 && { swaps: found.swaps.map((swap) => swapPart(swap, model)) }),
      ...groupsPart(model, images, entries),
      ...accuracyPart(model, images, entries, classes),
      ...(skipped.size > 0 && { skipped: [...skipped].map(([image, reason]) => ({ image, reason })) }),
    },
    quality: { trustworthy: null, sentences: limitsOf(found) },
    provenance: {
      convlens: VERSION,
      engine: model.engine ?? 'custom',
      duration: null,
      forwardPasses: passes,
      backwardPasses: 0,
    },
  };
}

type ConceptPart = AuditDocument['result']['concepts'][number];

async function conceptPart(finding: Finding, index: number, found: AuditFindings): Promise<ConceptPart> {
  const { concept, label, verdict, sentence, removed, added, outside, alone, mistakes, fill, fills } = finding;
  const { images } = found;
  const members = [...concept.members].filter(([i]) => images[i].predicted === concept.predicted);
  const contrast = ({ difference, interval, p }: typeof removed) => ({
    difference,
    differenceInterval: [interval[0], interval[1]] as [number, number],
    p,
  });
  const sheet = await contactSheet(concept, found);
  return {
    id: `${label}-${index + 1}`,
    class: label,
    verdict,
    sentence,
    description: descriptionOf(concept, images),
    shareOfEvidence: concept.shareOfEvidence,
    shareOfArea: concept.shareOfArea,
    members: members.map(([i, marked]) => ({
      image: images[i].name,
      segments: [...marked].flatMap((on, region) => (on ? [region] : [])),
    })),
    removed: { ...effectPart(removed.effect), ...contrast(removed), fill },
    control: effectPart(removed.control),
    added: added && { ...effectPart(added.effect), ...contrast(added), control: effectPart(added.control) },
    outsideMask: outside,
    fills: Object.fromEntries(
      Object.entries(fills).map(([name, each]) => [
        name,
        { ...effectPart(each.effect), control: effectPart(each.control) },
      ]),
    ),
    mistakes: mistakes && { with: { ...mistakes.with }, without: { ...mistakes.without }, p: mistakes.p },
    outsideAlone: alone && {
      removed: alone.removed && {
        ...effectPart(alone.removed.effect),
        control: effectPart(alone.removed.control),
        p: alone.removed.p,
      },
      added: alone.added && {
        ...effectPart(alone.added.effect),
        control: effectPart(alone.added.control),
        p: alone.added.p,
      },
    },
    ...(sheet && { sheet }),
  };
}

const effectPart = ({ images, flips, deltaProbability, interval }: Effect) => ({
  images,
  flips,
  deltaProbability,
  interval: [interval[0], interval[1]] as [number, number],
});

function swapPart({ predicted, background, object, evidenceOutside, areaOutside }: Swap, model: Predictor) {
  const { label } = classAt(model, predicted);
  return { class: label, background: effectPart(background), object: effectPart(object), evidenceOutside, areaOutside };
}

function groupsPart(model: Predictor, images: readonly ImageEvidence[], entries: readonly AuditEntry[]) {
  const names = [...new Set(entries.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  if (names.length === 0) return {};
  const groups = names.map((name) => {
    const own = entries.flatMap(({ group }, i) => (group === name ? [i] : []));
    return { name, images: own.length, accuracy: accuracyOf(model, images, entries, own) };
  });
  return { groups };
}

function accuracyOf(
  model: Predictor,
  images: readonly ImageEvidence[],
  entries: readonly AuditEntry[],
  indices: readonly number[],
): number | null {
  const labelled = indices.filter((i) => entries[i].label !== undefined);
  if (labelled.length === 0) return null;
  const right = labelled.filter((i) => classAt(model, images[i].predicted).label === entries[i].label);
  return right.length / labelled.length;
}

function accuracyPart(
  model: Predictor,
  images: readonly ImageEvidence[],
  entries: readonly AuditEntry[],
  classes: readonly string[],
) {
  const all = Array.from(entries.keys());
  const accuracy = accuracyOf(model, images, entries, all);
  if (accuracy === null || classes.length > 50) return { accuracy };
  const confusion = classes.map(() => classes.map(() => 0));
  for (const i of all) {
    const row = classes.indexOf(entries[i].label ?? '');
    if (row >= 0) confusion[row][images[i].predicted]++;
  }
  return { accuracy, confusion };
}

function classesSeen(model: Predictor, images: readonly ImageEvidence[]): string[] {
  const most = images.reduce((high, { predicted }) => Math.max(high, predicted), 0);
  return Array.from({ length: most + 1 }, (_, i) => classAt(model, i).label);
}

/** What was not tested, and what the audit cannot show. */
function limitsOf({ settings, findings, images, entries, skipped }: AuditFindings): string[] {
  const sentences = [
    `${findings.length} concepts were tested, on at most ${settings.experimentImages} images each; what holds less than a twelfth of the evidence for a class was not.`,
    'An experiment shows what the classifier does with changed pictures, which it never saw in training: an effect must be larger than that of random regions to count.',
  ];
  const { left } = testedClasses(images);
  if (left > 0) {
    const [are, classes] = left === 1 ? ['was', 'class'] : ['were', 'classes'];
    sentences.push(`${left} more predicted ${classes}, with the fewest images, ${are} not tested.`);
  }
  const few = findings.filter(({ tooFew }) => tooFew).length;
  if (few > 0) {
    const which = few === findings.length ? 'all' : few;
    sentences.push(`Of ${which} of them there were too few images to tell an effect from chance.`);
  }
  if (entries.every(({ label }) => label === undefined)) {
    sentences.push('There are no labels: whether predictions are right is not known.');
  }
  if (images.every(({ outside }) => outside === null)) {
    sentences.push('There are no masks: what belongs to the object is judged by mistakes alone.');
  }
  if (skipped.size > 0) sentences.push(`${skipped.size} images could not be used.`);
  return sentences;
}

const plain = (segmentation: unknown) => (typeof segmentation === 'function' ? 'function' : (segmentation ?? null));
