import { decodeArray, encodeArray } from '../document/encode.js';
import type { ImageEvidence } from './image-evidence.js';
import { packLabels, unpackLabels } from './region-labels.js';

/** Keeps texts by key. What `get` gives for a key that was never set is `null`. */
export interface EvidenceStore {
  get(key: string): Promise<string | null>;
  set(key: string, text: string): Promise<void>;
}

/** Keeps them as long as the program runs. */
export function memoryStore(): EvidenceStore {
  const texts = new Map<string, string>();
  return {
    get: async (key) => texts.get(key) ?? null,
    set: async (key, text) => {
      texts.set(key, text);
    },
  };
}

const FLOATS = ['weights', 'sizes', 'descriptors'] as const;

export function encodeEvidence(evidence: ImageEvidence): string {
  const { labels, outside, weights, sizes, descriptors, ...plain } = evidence;
  const array = (data: Float32Array) => encodeArray({ shape: [data.length], data });
  return JSON.stringify({
    ...plain,
    labels: packLabels(labels),
    weights: array(weights),
    sizes: array(sizes),
    descriptors: array(descriptors),
    outside: outside && array(outside),
  });
}

/** The evidence that `encodeEvidence` wrote; `null` if the text is something else (half-written, of another version). */
export function decodeEvidence(text: string): ImageEvidence | null {
  try {
    const plain = JSON.parse(text);
    const floats = Object.fromEntries(FLOATS.map((name) => [name, decodeArray(plain[name]).data]));
    const labels = unpackLabels(plain.labels);
    if (labels.length !== plain.width * plain.height) return null;
    return { ...plain, ...floats, labels, outside: plain.outside && decodeArray(plain.outside).data };
  } catch {
    return null;
  }
}
