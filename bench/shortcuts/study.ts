import { audit } from '../../src/audit/audit.js';
import { decodeArray } from '../../src/document/encode.js';
import type { AuditDocument } from '../../src/document/kinds/audit.js';
import { type BaseScene, type PlantedSet, type Planting, plantedSet } from './data-set.js';
import { trainSmall } from './train.js';

export interface Case extends Planting {
  readonly epochs: number;
  /** Whether the audit is given masks of the animals. */
  readonly masks: boolean;
}

/** What the audit said of one network. */
export interface CaseResult extends Case {
  readonly accuracy: number;
  /** Share of the predictions on the audit's pictures that go with the plant. */
  readonly alarm: boolean;
  /** The top verdict is a shortcut, and half of it or more lies where the plant is. */
  readonly found: boolean;
  readonly overlap: number;
  /** How strong the strongest shortcut is, for a curve over thresholds: 0 where there is none. */
  readonly strength: number;
  readonly seconds: number;
}

/** Trains one network, audits it without a word of the plant, and looks whether the audit names it. */
export async function runCase(
  train: readonly BaseScene[],
  test: readonly BaseScene[],
  one: Case,
): Promise<{ result: CaseResult; document: AuditDocument }> {
  const set = plantedSet(train, test, one);
  const network = await trainSmall(set.data, one);
  try {
    const start = performance.now();
    const entries = one.masks ? set.entries : set.entries.map(({ mask, ...entry }) => entry);
    const document = await audit(network, entries, { segments: 60, samples: 200, seed: one.seed });
    const seconds = (performance.now() - start) / 1000;
    const { accuracy, concepts } = document.result;
    const [top] = concepts;
    const overlap = top ? overlapOf(document, top, set) : 0;
    const alarm = top?.verdict === 'shortcut';
    return {
      document,
      result: {
        ...one,
        accuracy: accuracy ?? 0,
        alarm,
        found: alarm && overlap >= 0.5,
        overlap,
        strength: strengthOf(document),
        seconds,
      },
    };
  } finally {
    await network.dispose();
  }
}

type Concept = AuditDocument['result']['concepts'][number];

/** Share of a concept's evidence-bearing area that lies where the plant is, or would be. */
function overlapOf({ result }: AuditDocument, { members }: Concept, { where }: PlantedSet): number {
  let [inside, all] = [0, 0];
  for (const { image, segments } of members) {
    const planted = where.get(image) as Uint8Array;
    const weights = result.weights?.[image] ?? [];
    const { data } = decodeArray(result.segments[image]);
    for (let at = 0; at < data.length; at++) {
      if (!segments.includes(data[at])) continue;
      const weight = Math.max(0, weights[data[at]] ?? 0);
      all += weight;
      inside += weight * planted[at];
    }
  }
  return all === 0 ? 0 : inside / all;
}

function strengthOf({ result }: AuditDocument): number {
  const alarms = result.concepts.filter(({ verdict }) => verdict === 'shortcut');
  return alarms.reduce((most, { removed, added }) => Math.max(most, removed.difference, added?.difference ?? 0), 0);
}
