import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Predictor } from '../network/predictor.js';
import type { EvidenceStore } from './evidence-store.js';
import type { ResolvedAudit } from './options.js';

/** What every step of an audit needs. */
export interface Study {
  readonly model: Predictor;
  readonly settings: ResolvedAudit;
  readonly store: EvidenceStore;
  /** What hidden regions show: the mean colour of the data set, in input units. */
  readonly hide: readonly number[];
  /** The layer that describes regions, `null` where there is none. */
  readonly layer: string | null;
  readonly signal?: AbortSignal;
  /** Images that could not be used, and why. */
  readonly skipped: Map<string, string>;
}

/** Counted up where what is kept comes to mean something else, or is found in another way. */
const VERSION = 2;

/** What a step is kept under: by the classifier, everything that was set, and what it was made of. */
export function keyOf(kind: string, { model, settings, hide }: Study, parts: readonly unknown[]): string {
  const { fingerprint, name } = model;
  const text = JSON.stringify([VERSION, fingerprint ?? name ?? '', [settings, hide, ...parts]]);
  return `${kind}-${bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32)}`;
}
