/** Where a model's files are: a folder, a web address, a zip, files that a person chose. */
export interface ModelFiles {
  /** What to call the network if nobody says otherwise. */
  readonly name: string;
  /** The file that holds the topology: `model.json`. */
  readonly entry: string;
  /** Content of a file beside the entry; `null` if there is none of that name. */
  read(path: string): Promise<Uint8Array | null>;
}

/** A model's name from where it lies: the folder of a `model.json`, the file's own name otherwise. */
export function nameFromPath(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const file = parts.at(-1) ?? path;
  if (file === 'model.json') return parts.at(-2) ?? 'model';
  return file.replace(/\.(json|zip)$/i, '');
}

/** Files held in memory, by path; a manifest's path is looked up beside the entry, then by its last part alone. */
export function filesInMemory(
  files: ReadonlyMap<string, () => Promise<Uint8Array>>,
  entry: string,
  name: string,
): ModelFiles {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  return {
    name,
    entry,
    read: async (path) => {
      const wanted = folder + path.replace(/^\.\//, '');
      const found = files.get(wanted) ?? files.get(path) ?? files.get(path.slice(path.lastIndexOf('/') + 1));
      return found ? found() : null;
    },
  };
}

/** The least deeply nested `model.json` (or the only JSON file that is not a side file) among paths. */
export function findEntry(paths: readonly string[]): string | undefined {
  const depth = (path: string) => path.split('/').length;
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const json = paths.filter((path) => /\.json$/i.test(path) && !/(^|\/)(__MACOSX\/|\._)/.test(path));
  const named = json.filter((path) => base(path) === 'model.json').sort((a, b) => depth(a) - depth(b));
  if (named.length > 0) return named[0];
  const others = json.filter((path) => base(path) !== 'metadata.json');
  return others.length === 1 ? others[0] : undefined;
}
