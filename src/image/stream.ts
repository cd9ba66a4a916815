import { isFolder, listImages, nameInside } from '#platform/files';
import type { ImageInput } from './image.js';
import { isImageName } from './image-extensions.js';
import { type ImageSource, imageName, isUrl } from './image-source.js';
import { readImage } from './read-image.js';

/** A folder (Node), or what `readImage` reads, or images that are there already. */
export type ImageSources = string | Iterable<ImageSource | ImageInput> | AsyncIterable<ImageSource | ImageInput>;

/** One image, or why it could not be read (a sentence that names it). */
export type StreamedImage =
  | { readonly name: string; readonly image: ImageInput; readonly error?: undefined }
  | { readonly name: string; readonly image?: undefined; readonly error: Error };

export interface StreamOptions {
  /** Whether folders inside a folder are looked into. Default: false. */
  readonly recursive?: boolean;
  /** How many images are read ahead of the one that is used. Default: 4. */
  readonly prefetch?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads images one after the other, in their order and a few ahead, so that memory does not grow with their number.
 * An image that cannot be read becomes an entry with its error; the others go on.
 * @throws Error if a folder is not there or has no images; the signal's reason when it is aborted.
 */
export async function* streamImages(sources: ImageSources, options: StreamOptions = {}): AsyncGenerator<StreamedImage> {
  const { recursive = false, prefetch = 4, signal } = options;
  if (!Number.isSafeInteger(prefetch) || prefetch < 0) {
    throw new RangeError(`Cannot read ${prefetch} images ahead: expected a whole number from 0`);
  }
  const ahead: Promise<StreamedImage>[] = [];
  for await (const source of await listed(sources, recursive)) {
    ahead.push(entryOf(source, signal));
    if (ahead.length > prefetch) yield await next(ahead, signal);
  }
  while (ahead.length > 0) yield await next(ahead, signal);
}

async function next(ahead: Promise<StreamedImage>[], signal?: AbortSignal): Promise<StreamedImage> {
  const entry = await ahead.shift();
  signal?.throwIfAborted();
  return entry as StreamedImage;
}

/** A file of a folder, with the name it has inside the folder. */
interface FolderFile {
  readonly path: string;
  readonly name: string;
}

type Source = ImageSource | ImageInput | FolderFile;

async function listed(sources: ImageSources, recursive: boolean): Promise<Iterable<Source> | AsyncIterable<Source>> {
  if (typeof sources !== 'string') return sources;
  const isFile = isUrl(sources) || (isImageName(imageName(sources)) && !(await isFolder(sources)));
  if (isFile) return [sources];
  const files = await listImages(sources, { recursive });
  return files.map((path) => ({ path, name: nameInside(sources, path) }));
}

/** Never rejects: a read that fails while nobody waits for it must not end the process. */
async function entryOf(source: Source, signal?: AbortSignal): Promise<StreamedImage> {
  if (isInput(source)) return { name: source.name ?? 'input', image: source };
  const [file, name] = isFolderFile(source) ? [source.path, source.name] : [source, imageName(source)];
  try {
    return { name, image: await readImage(file, { name, signal }) };
  } catch (error) {
    return { name, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function isInput(source: Source): source is ImageInput {
  return typeof source === 'object' && 'data' in source && ('shape' in source || 'width' in source);
}

function isFolderFile(source: Source): source is FolderFile {
  return typeof source === 'object' && 'path' in source;
}
