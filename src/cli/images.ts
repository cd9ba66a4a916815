import { resolve } from 'node:path';
import type { Command } from 'commander';
import { isFolder, listImages } from '#platform/files';
import type { ImageInput } from '../image/image.js';
import { readImageJson } from './image-json.js';
import { type CommonOptions, repeated } from './options.js';

/** Options of every verb that takes images. */
export interface ImageOptions {
  readonly imageJson?: readonly string[];
}

/** Adds the images that a verb takes. */
export function withImages(command: Command): Command {
  return command
    .argument('[image...]', 'image files, or folders of them')
    .option('--image-json <file>', 'network input {shape: [1, h, w, c], data: [...]}, fed as it is', repeated);
}

/** The images that a command line names: a folder stands for the images in it. Wrong usage if there are none. */
export async function imagesOf(
  command: Command,
  paths: readonly string[],
  { imageJson = [], json, html }: ImageOptions & Pick<CommonOptions, 'json' | 'html'>,
): Promise<(string | ImageInput)[]> {
  const files = await Promise.all(paths.map(async (path) => ((await isFolder(path)) ? listImages(path) : [path])));
  for (const file of [...files.flat(), ...imageJson]) checkKept(file, [json, html]);
  const inputs = await Promise.all(imageJson.map(readImageJson));
  const images = [...files.flat(), ...inputs];
  if (images.length === 0) command.error("error: missing required argument 'image' (or --image-json <file>)");
  return images;
}

/** @throws Error if an output would take the place of what is read. */
function checkKept(file: string, outputs: readonly (string | undefined)[]): void {
  const over = outputs.find((output) => output !== undefined && resolve(output) === resolve(file));
  if (over === undefined) return;
  throw new Error(`Cannot write to "${over}": it is an image that is read, expected another name`);
}
