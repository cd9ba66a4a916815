import { fromBase64 } from '../../src/base64.js';

/**
 * The text of JSON that a script element holds packed (`data-packed="deflate"`: zlib, in base64).
 * @throws Error in one sentence if it cannot be unpacked.
 */
export async function unpackJson(script: HTMLScriptElement, source: string): Promise<string> {
  if (typeof DecompressionStream === 'undefined' || script.dataset.packed !== 'deflate') {
    throw new Error(`Cannot read ${source}: this browser cannot unpack it, expected one of 2023 or later`);
  }
  try {
    const packed = new Blob([fromBase64(script.textContent?.trim() ?? '')]).stream();
    return await new Response(packed.pipeThrough(new DecompressionStream('deflate'))).text();
  } catch {
    throw new Error(`Cannot read ${source}: expected packed JSON, but it does not unpack`);
  }
}
