import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ModelFiles, nameFromPath } from '../../network/formats/model-files.js';
import { filesOfWeb } from '../../network/formats/web-files.js';
import { filesOfZip, isZip } from '../../network/formats/zip.js';

/** The files of a model: the name of a network that ships, a path to a file or folder, or an address. */
export async function openModel(location: string): Promise<ModelFiles> {
  if (/^(https?|data|blob):/i.test(location)) return filesOfWeb(location);
  const path = location.startsWith('file:') ? fileURLToPath(location) : location;
  const shipped = shippedFolder(path);
  if (shipped) return filesOfFolder(shipped);
  return filesOfPath(path);
}

async function filesOfPath(path: string): Promise<ModelFiles> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new Error(`there is no such file${await offer(path)}`);
  if (info.isDirectory()) return filesOfFolder(resolve(path));
  const name = nameFromPath(resolve(path));
  const bytes = await readFile(path);
  if (isZip(bytes)) return filesOfZip(bytes, name);
  return { ...beside(dirname(path)), name, entry: basename(path) };
}

function filesOfFolder(folder: string): ModelFiles {
  if (!existsSync(join(folder, 'model.json'))) throw new Error('the folder holds no model.json');
  return { ...beside(folder), name: basename(folder), entry: 'model.json' };
}

function beside(folder: string): Pick<ModelFiles, 'read'> {
  return {
    read: async (path) => {
      try {
        return new Uint8Array(await readFile(join(folder, path)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
      }
    },
  };
}

/** The folder of a network that ships, or `null`. */
export function shippedFolder(name: string): string | null {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return null;
  const folder = join(packageRoot(), 'models', name);
  return existsSync(join(folder, 'model.json')) ? folder : null;
}

/** This file lies in `src/platform/node` or, built, somewhere in `dist/node`. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function offer(path: string): Promise<string> {
  if (/[\\/.]/.test(path)) return '';
  const entries = await readdir(join(packageRoot(), 'models')).catch(() => []);
  const names = entries.filter((name) => shippedFolder(name) !== null);
  return names.length > 0 ? `, and the networks that ship are ${names.join(', ')}` : '';
}
