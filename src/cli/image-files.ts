import { isFolder, listImages } from '#platform/files';

/** The image files that a command line names: each folder stands for the images in it. */
export async function imageFiles(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(paths.map(async (path) => ((await isFolder(path)) ? listImages(path) : [path])));
  return files.flat();
}
