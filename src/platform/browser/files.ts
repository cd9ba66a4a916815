import { fetchBytes } from '../fetch-bytes.js';

/**
 * What a URL (relative to the page, absolute, `data:` or `blob:`) holds.
 * @throws Error whose message says what is not there.
 */
export function readBytes(source: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  return fetchBytes(source, signal);
}

/** A browser has no folders to list. */
export async function listImages(folder: string): Promise<string[]> {
  throw new Error(`Cannot list folder "${folder}": a browser has no folders, expected the files themselves`);
}

/** A browser writes nowhere. */
export async function writeWhole(path: string): Promise<void> {
  throw new Error(`Cannot write "${path}": a browser has no folders, expected a download`);
}
