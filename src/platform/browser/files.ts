import { fetchBytes } from '../fetch-bytes.js';

/**
 * What a URL (relative to the page, absolute, `data:` or `blob:`) holds.
 * @throws Error whose message says what is not there.
 */
export function readBytes(source: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  return fetchBytes(source, signal);
}

export interface ListOptions {
  readonly recursive?: boolean;
}

/** A browser has no folders to list. */
export async function listImages(folder: string, _options: ListOptions = {}): Promise<string[]> {
  throw new Error(`Cannot list folder "${folder}": a browser has no folders, expected the files themselves`);
}

/** A browser writes nowhere. */
export async function checkWritable(path: string): Promise<void> {
  throw new Error(`Cannot write "${path}": a browser has no folders, expected a download`);
}

export type FileData = string | Uint8Array | Iterable<string>;

/** A browser writes nowhere. */
export async function writeWhole(path: string, _data: FileData): Promise<void> {
  throw new Error(`Cannot write "${path}": a browser has no folders, expected a download`);
}

/** A browser has no folders. */
export async function isFolder(_path: string): Promise<boolean> {
  return false;
}

/** A browser has no folders: a file's name is all of its path. */
export function nameInside(_folder: string, path: string): string {
  return path;
}
