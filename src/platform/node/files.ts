import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IMAGE_EXTENSIONS, isImageName } from '../../image/image-extensions.js';
import { fetchBytes } from '../fetch-bytes.js';
import { makeFolder } from './make-folder.js';

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

/**
 * Checks, before a long run, that a file could be written there: it is no folder, and the nearest folder above it that is
 * there takes new files.
 * @throws Error whose message says why the file cannot be written.
 */
export async function checkWritable(path: string): Promise<void> {
  const reason = async (): Promise<string | null> => {
    if (await isFolder(path)) return 'it is a folder, expected a file';
    let folder = dirname(resolve(path));
    while ((await stat(folder).catch(() => null)) === null && dirname(folder) !== folder) folder = dirname(folder);
    if (!(await isFolder(folder))) return `"${folder}" is a file, expected a folder`;
    const there = await stat(path).catch(() => null);
    if (there !== null && !there.isFile()) return null;
    return tryWriting(folder).then(
      () => null,
      (error) => (error.code === 'ENOENT' ? `"${folder}" takes no files` : reasonOf(error, 'folder')),
    );
  };
  const why = await reason();
  if (why !== null) throw new Error(`Cannot write "${path}": ${why}`);
}

/** Permissions do not tell it all (`/proc` gives them and takes no file): only a file that was made and removed does. */
async function tryWriting(folder: string): Promise<void> {
  const probe = temporaryIn(folder);
  removeIfStopped(probe);
  try {
    await writeFile(probe, '');
  } finally {
    await rm(probe, { force: true }).catch(() => {});
    keep(probe);
  }
}

const temporaryIn = (folder: string) => join(folder, `.convlens-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);

/** A file's content; as pieces, where all of it at once is too much. */
export type FileData = string | Uint8Array | Iterable<string>;

/**
 * Writes a file whole or not at all: beside its place first, then moved there. Folders above it are made; a link is
 * followed; what is no file (`/dev/stdout`, a pipe) is written to as it is.
 * What is half-written is removed when writing fails, and when the process exits or is stopped by Ctrl-C.
 * @throws Error whose message says why the file cannot be written.
 */
export async function writeWhole(path: string, data: FileData): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const there = await stat(target).catch(() => null);
    if (there && !there.isFile() && !there.isDirectory()) await writeFile(target, data);
    else await writeBeside(target, data);
  } catch (error) {
    throw new Error(`Cannot write "${path}": ${reasonOf(error, 'file')}`);
  }
}

async function writeBeside(path: string, data: FileData): Promise<void> {
  const temporary = temporaryIn(dirname(path));
  removeIfStopped(temporary);
  try {
    await makeFolder(dirname(path));
    await writeFile(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  } finally {
    keep(temporary);
  }
}

/** Files that are not whole yet. */
const unfinished = new Set<string>();
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function removeIfStopped(path: string): void {
  if (unfinished.size === 0) {
    process.on('exit', removeUnfinished);
    for (const stop of STOPS) process.on(stop, onStop);
  }
  unfinished.add(path);
}

function keep(path: string): void {
  unfinished.delete(path);
  if (unfinished.size > 0) return;
  process.off('exit', removeUnfinished);
  for (const stop of STOPS) process.off(stop, onStop);
}

/** If nobody else listens the process ends, as it would without us; otherwise who listens decides. */
function onStop(stop: NodeJS.Signals): void {
  if (process.listenerCount(stop) > 1) return;
  removeUnfinished();
  process.off(stop, onStop);
  process.kill(process.pid, stop);
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
