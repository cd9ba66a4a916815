import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IMAGE_EXTENSIONS, isImageName } from '../../image/image-extensions.js';
import { fetchBytes } from '../fetch-bytes.js';

/**
 * What a file (path or `file:` URL) or another URL (`http:`, `https:`, `data:`, `blob:`) holds.
 * @throws Error whose message says what is not there; the signal's reason when it is aborted.
 */
export async function readBytes(source: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  if (/^(https?|data|blob):/i.test(String(source))) return fetchBytes(source, signal);
  const path = String(source).startsWith('file:') ? fileURLToPath(source) : String(source);
  try {
    return await readFile(path, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`Cannot read "${path}": ${reasonOf(error, 'file')}`);
  }
}

export interface ListOptions {
  /** Whether folders inside the folder are looked into. Default: false. */
  readonly recursive?: boolean;
}

/**
 * Paths of the image files in a folder, in natural order (`2.png` before `10.png`). Hidden files are left out.
 * @throws Error if the folder is not there, is none, or has no images.
 */
export async function listImages(folder: string, { recursive = false }: ListOptions = {}): Promise<string[]> {
  const names = await readdir(folder, { recursive, withFileTypes: true }).catch((error: unknown) => {
    throw new Error(`Cannot list folder "${folder}": ${reasonOf(error, 'folder')}`);
  });
  const paths = names
    .filter((entry) => !entry.isDirectory() && isImageName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(^|\/)\./.test(nameInside(folder, path)));
  if (paths.length === 0) {
    throw new Error(`Folder "${folder}" has no images: expected files ending in ${IMAGE_EXTENSIONS.join(', ')}`);
  }
  return paths.sort(natural);
}

/** `cats/1.png` of `photos/cats/1.png` in `photos`. */
export function nameInside(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/');
}

// A fixed locale: the order must not depend on whose machine it is. Ties (`a1` and `a01`) fall back to code units.
const { compare } = new Intl.Collator('en', { numeric: true });
const natural = (a: string, b: string) => compare(a, b) || (a < b ? -1 : 1);

/** Whether this is a folder that is there. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Files that are being written: removed when the process ends before they are whole. */
const unfinished = new Set<string>();

/**
 * Writes a file whole or not at all: beside its place first, then moved there. Folders above it are made.
 * What is half-written is removed when writing fails, and when the process exits (a Ctrl-C that ends in `process.exit`).
 * @throws Error whose message says why the file cannot be written.
 */
export async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.convlens-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  if (unfinished.size === 0) process.on('exit', removeUnfinished);
  unfinished.add(temporary);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new Error(`Cannot write "${path}": ${reasonOf(error, 'file')}`);
  } finally {
    unfinished.delete(temporary);
    if (unfinished.size === 0) process.off('exit', removeUnfinished);
  }
}

function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

function reasonOf(error: unknown, expected: 'file' | 'folder'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    ENOENT: `there is no such ${expected}`,
    EISDIR: 'it is a folder, expected a file',
    ENOTDIR: expected === 'folder' ? 'it is not a folder' : 'a part of its path is a file, expected a folder',
    EEXIST: 'a part of its path is a file, expected a folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
