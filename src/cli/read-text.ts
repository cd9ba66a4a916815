import { readBytes } from '#platform/files';

/** A text file, in UTF-8. */
export async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(file));
}
