import { csvParseRows } from 'd3-dsv';
import { isFolder, listImages, nameInside } from '#platform/files';
import type { AuditEntry } from './entry.js';

export interface FolderEntriesOptions {
  /**
   * A table as CSV with a line an image: its name inside the folder, its label, and its group if there are such. A first
   * line that names the columns (`file,label,group`, in any order) may stand above. Default: the folder that an image lies
   * in is its label.
   */
  readonly labels?: string;
  /** A folder of masks: of an image `cats/1.jpg`, `cats/1.png` (or another ending). Default: no masks. */
  readonly masks?: string;
}

/**
 * The images of a folder, with what is known of each. Images in folders inside it have the folder's name as label.
 * @throws Error if a folder is not there, an image has no mask, or the table is none or names images that are not there.
 */
export async function folderEntries(
  folder: string,
  { labels, masks }: FolderEntriesOptions = {},
): Promise<AuditEntry[]> {
  const images = await listImages(folder, { recursive: true });
  const names = images.map((path) => nameInside(folder, path));
  const table = labels === undefined ? null : tableOf(labels, new Set(names));
  const maskOf = masks === undefined ? () => undefined : await masksOf(masks);
  return images.map((image, i) => {
    const name = names[i];
    const known = table?.get(name);
    const inside = name.includes('/') ? name.slice(0, name.lastIndexOf('/')).split('/')[0] : undefined;
    const mask = maskOf(name);
    if (masks !== undefined && mask === undefined) {
      throw new Error(`Cannot use the masks in "${masks}": there is none for "${name}"`);
    }
    return {
      name,
      image,
      ...pick('label', table ? known?.label : inside),
      ...pick('group', known?.group),
      ...pick('mask', mask),
    };
  });
}

const pick = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;

/** Whether a text is such a table, and not a list of class names. */
export function isLabelTable(text: string): boolean {
  const lines = text.trim().split(/\r?\n/);
  return lines.every((line) => line.includes(','));
}

function tableOf(text: string, images: ReadonlySet<string>): Map<string, { label?: string; group?: string }> {
  const rows = csvParseRows(text.trim()).map((row) => row.map((cell) => cell.trim()));
  const head = rows[0]?.map((cell) => cell.toLowerCase()) ?? [];
  const named = head.includes('label') && rows.length > 0;
  const at = (name: string, place: number) => (named ? head.indexOf(name) : place);
  const file = named ? Math.max(at('file', 0), at('name', 0), at('image', 0), 0) : 0;
  const [label, group] = [at('label', 1), at('group', 2)];
  const table = new Map<string, { label?: string; group?: string }>();
  rows.slice(named ? 1 : 0).forEach((row, i) => {
    const name = row[file];
    if (!images.has(name)) {
      throw new Error(
        `Cannot use the labels: line ${i + (named ? 2 : 1)} names "${name}", which is not among the images`,
      );
    }
    table.set(name, { label: row[label] || undefined, group: group < 0 ? undefined : row[group] || undefined });
  });
  return table;
}

/** Finds an image's mask by its name without the ending. */
async function masksOf(folder: string): Promise<(name: string) => string | undefined> {
  if (!(await isFolder(folder))) throw new Error(`Cannot use the masks in "${folder}": there is no such folder`);
  const stem = (name: string) => name.replace(/\.[^./]+$/, '');
  const masks = await listImages(folder, { recursive: true });
  const byStem = new Map(masks.map((path) => [stem(nameInside(folder, path)), path]));
  return (name) => byStem.get(stem(name));
}
