import { unzipSync } from 'fflate';
import { filesInMemory, findEntry, type ModelFiles } from './model-files.js';

/** Unpacked bytes that a model's zip may hold: a bomb is refused before it is unpacked. */
const LARGEST = 512 * 2 ** 20;
const WANTED = /(\.(json|bin|txt)|shard\d+of\d+)$/i;

/** Whether bytes begin as a zip file does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The files of a zipped model (a Teachable Machine export, a zipped folder).
 * @throws if the zip is damaged, too large when unpacked, or holds no `model.json`.
 */
export function filesOfZip(bytes: Uint8Array, name: string): ModelFiles {
  const unpacked = unpack(bytes);
  const entry = findEntry(Object.keys(unpacked));
  if (entry === undefined) {
    const found = Object.keys(unpacked).slice(0, 5).join(', ');
    throw new Error(`the zip holds no model.json${found ? ` (it holds ${found})` : ''}`);
  }
  const files = new Map(Object.entries(unpacked).map(([path, content]) => [path, async () => content]));
  return filesInMemory(files, entry, name);
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  let tooLarge = false;
  const filter = (file: { name: string; originalSize: number }) => {
    if (!WANTED.test(file.name)) return false;
    total += file.originalSize;
    tooLarge ||= total > LARGEST;
    return !tooLarge;
  };
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter });
  } catch (error) {
    throw new Error(`the zip is damaged (${(error as Error).message})`, { cause: error });
  }
  if (tooLarge) throw new Error(`the zip unpacks to more than ${LARGEST / 2 ** 20} MB`);
  return files;
}
