import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, from the outside in, and returns the outermost that it made, if any.
 *
 * Step by step because `mkdir` with `recursive` never ends in places where nothing can be made (`/proc`).
 * @throws as `mkdir` does.
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const folder = resolve(path);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return undefined;
  if (found) throw Object.assign(new Error(`${folder} is a file`), { code: 'EEXIST' });
  const outermost = dirname(folder) === folder ? undefined : await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!(await stat(folder).catch(() => null))?.isDirectory()) throw error;
  }
  return outermost ?? folder;
}
