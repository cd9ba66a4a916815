import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { NetworkGraph } from './network.js';

/**
 * SHA-256 (in hex) of what a network computes: its nodes (name, operation, inputs, attributes), its output, and every
 * weight's float32 bytes. The network's own name, its classes and the layout of its files have no part in it.
 */
export function fingerprint({ nodes, output }: Pick<NetworkGraph, 'nodes' | 'output'>): string {
  const hash = sha256.create();
  for (const { name, operation, inputs, attributes, weights } of nodes) {
    const roles = Object.keys(weights).sort();
    const shapes = roles.map((role) => [role, weights[role].shape]);
    hash.update(utf8ToBytes(`${JSON.stringify([name, operation, inputs, sorted(attributes), shapes])}\n`));
    for (const role of roles) {
      const { data } = weights[role];
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
  }
  return bytesToHex(hash.update(utf8ToBytes(output)).digest());
}

/** The same value with every object's keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]));
}
