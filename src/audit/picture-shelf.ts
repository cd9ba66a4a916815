import type { ImageInput } from '../image/image.js';
import type { ImageSource } from '../image/image-source.js';
import type { InputSpec } from '../image/input-spec.js';
import { type PreparedInput, prepareInput } from '../image/prepare-input.js';
import { readImage } from '../image/read-image.js';
import type { AuditEntry } from './entry.js';
import { keptWithin } from './kept-within.js';
import { digestOf } from './observe.js';

/** Bytes of input values that are kept at hand. */
const ROOM = 128 * 2 ** 20;

/** Reads images as they are asked for; those asked for last stay at hand, as many as fit 128 MB. */
export interface PictureShelf {
  /** The input of an entry; `null`, and told to `lost`, if it is not there any more or not the same. */
  input(index: number): Promise<PreparedInput | null>;
}

interface ShelfOptions {
  readonly spec: InputSpec;
  /** What the input must still be: SHA-256 of its values. */
  readonly digests: readonly string[];
  readonly lost: (name: string, reason: string) => void;
}

export function pictureShelf(entries: readonly AuditEntry[], { spec, digests, lost }: ShelfOptions): PictureShelf {
  const kept = keptWithin<number, PreparedInput>(ROOM, ({ values }) => values.data.byteLength);
  const read = async (index: number): Promise<PreparedInput | null> => {
    const { name, image } = entries[index];
    try {
      const input = prepareInput(await imageOf(image), spec, name);
      if (digestOf(input.values) === digests[index]) return input;
      lost(name, 'it changed while the audit ran');
    } catch (error) {
      lost(name, error instanceof Error ? error.message : String(error));
    }
    return null;
  };
  return {
    input: async (index) => {
      const known = kept.get(index);
      if (known) return known;
      const input = await read(index);
      return input && kept.set(index, input);
    },
  };
}

/** What an entry names, read. */
export async function imageOf(source: ImageSource | ImageInput): Promise<ImageInput> {
  return isRead(source) ? source : readImage(source);
}

function isRead(source: ImageSource | ImageInput): source is ImageInput {
  return typeof source === 'object' && 'data' in source && ('width' in source || 'shape' in source);
}
