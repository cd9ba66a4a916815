import * as tf from '@tensorflow/tfjs';

// Read while the script loads: later a classic script no longer knows where it came from.
const scriptFolder = import.meta.url.replace(/[^/]*$/, '');

/** The folder, ending in `/`, where tfjs' `.wasm` files lie: the one given, or that of the script. */
export function wasmFolder(given: string | undefined): string {
  if (given === undefined) return scriptFolder;
  return new URL(given.endsWith('/') ? given : `${given}/`, document.baseURI).href;
}

/**
 * Fetches the file that tfjs will take, which then comes from the browser's cache: tfjs itself says only that its
 * initialisation failed.
 * @throws Error whose message ends a sentence that begins `Cannot start the "wasm" engine: `.
 */
export async function checkWasmFile(folder: string): Promise<void> {
  const file = await wasmFile();
  const found = await isWasm(folder + file);
  if (found) return;
  throw new Error(
    `there is no ${file} at ${folder}: copy the .wasm files of @tensorflow/tfjs-backend-wasm there, or give their folder as wasmPath`,
  );
}

/** As tfjs chooses. */
async function wasmFile(): Promise<string> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threads = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  return `tfjs-backend-wasm${simd ? (threads ? '-threaded-simd' : '-simd') : ''}.wasm`;
}

/** Many servers answer with a page where there is nothing, so the first bytes are looked at. */
async function isWasm(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { credentials: 'same-origin' });
    const [zero, a, s, m] = new Uint8Array(await response.arrayBuffer());
    return response.ok && zero === 0 && a === 0x61 && s === 0x73 && m === 0x6d;
  } catch {
    return false;
  }
}
