import type { Command } from 'commander';
import { isFolder, listImages } from '#platform/files';
import type { ImageInput } from '../image/image.js';
import { readImageJson } from './image-json.js';
import { repeated } from './options.js';

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
  { imageJson = [] }: ImageOptions,
): Promise<(string | ImageInput)[]> {
  const files = await Promise.all(paths.map(async (path) => ((await isFolder(path)) ? listImages(path) : [path])));
  const inputs = await Promise.all(imageJson.map(readImageJson));
  const images = [...files.flat(), ...inputs];
  if (images.length === 0) command.error("error: missing required argument 'image' (or --image-json <file>)");
  return images;
}
