import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../platform/node/make-folder.js';

/**
 * Gives `work` a temporary folder inside `out`, and moves what it left there into `out` once it is through: files
 * replace files of the same name, others stay. When it fails, or the process ends, `out` is as it was.
 * @throws Error if `out` cannot be written, before `work` begins.
 */
export async function staged<T>(out: string, work: (folder: string) => Promise<T>): Promise<T> {
  const { folder, made } = await open(out);
  const discard = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', discard);
  try {
    const result = await work(folder);
    moveInto(folder, out);
    return result;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (made) await removeEmpty(resolve(out), resolve(made));
    throw error;
  } finally {
    discard();
    process.off('exit', discard);
  }
}

/** Removes the folders that were made for nothing, from the innermost to the outermost; one that is not empty stays. */
async function removeEmpty(inner: string, outer: string): Promise<void> {
  try {
    await rmdir(inner);
    if (inner !== outer) await removeEmpty(dirname(inner), outer);
  } catch {
    // Somebody else put something there.
  }
}

async function open(out: string): Promise<{ folder: string; made: string | undefined }> {
  try {
    const made = await makeFolder(out);
    return { folder: await mkdtemp(join(out, '.convlens-')), made };
  } catch (error) {
    const reasons: Record<string, string> = {
      EEXIST: 'it is a file, expected a folder',
      ENOENT: 'no folder can be made there',
      ENOTDIR: 'a part of its path is a file, expected a folder',
      EACCES: 'permission denied',
      EPERM: 'permission denied',
      EROFS: 'the disk is read-only',
    };
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`Cannot write to "${out}": ${reasons[code ?? ''] ?? message}`, { cause: error });
  }
}

/** Folders that hold nothing but generated files: they are replaced whole. */
const GENERATED = ['samples', 'scenes', 'masks'];

/** In one go, so that no signal comes between. */
function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!entry.isDirectory() || !existsSync(target)) renameSync(source, target);
    else if (GENERATED.includes(entry.name)) {
      rmSync(target, { recursive: true });
      renameSync(source, target);
    } else moveInto(source, target);
  }
}
