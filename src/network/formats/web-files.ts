import { type ModelFiles, nameFromPath } from './model-files.js';
import { filesOfZip, isZip } from './zip.js';

/**
 * The files of a model at a web address; weights and side files are looked for beside it.
 * @throws if there is nothing at the address.
 */
export async function filesOfWeb(address: string): Promise<ModelFiles> {
  const url = new URL(address);
  const isFolder = !/\.[a-z0-9]+$/i.test(url.pathname) && /^https?:$/.test(url.protocol);
  const entry = isFolder
    ? new URL('model.json', `${url.origin}${url.pathname.replace(/\/*$/, '/')}${url.search}`)
    : url;
  const name = /^https?:$/.test(url.protocol) ? nameFromPath(decoded(entry.pathname)) : 'model';
  const first = await download(entry);
  if (first === null) throw new Error(`there is nothing at ${entry.href}`);
  if (isZip(first)) return filesOfZip(first, name);
  return {
    name,
    entry: entry.href,
    read: async (path) => {
      if (path === entry.href) return first;
      return URL.canParse(path, entry) ? download(besideOf(path, entry)) : null;
    },
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function besideOf(path: string, entry: URL): URL {
  const url = new URL(path, entry);
  if (!url.search) url.search = entry.search;
  return url;
}

/** A page in place of a file (as servers of single-page apps answer) counts as nothing. */
async function download(url: URL): Promise<Uint8Array | null> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`${url.href} cannot be reached`, { cause: error });
  }
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(`${url.href} answers ${response.status} ${response.statusText}`.trimEnd());
  if (response.headers.get('content-type')?.startsWith('text/html')) return null;
  return new Uint8Array(await response.arrayBuffer());
}
