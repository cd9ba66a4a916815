import * as tf from '@tensorflow/tfjs';
import { pageAddress } from './page-address.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

// Read while the script loads: later a classic script no longer knows where it came from.
const scriptFolder = import.meta.url.replace(/[^/]*$/, '');

/** Written so that bundlers (Vite, webpack) find the files, put them beside the script, and write here what they called them. */
const BUNDLED: Readonly<Record<string, string>> = {
  'tfjs-backend-wasm.wasm': new URL('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', import.meta.url).href,
  'tfjs-backend-wasm-simd.wasm': new URL(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
    import.meta.url,
  ).href,
  'tfjs-backend-wasm-threaded-simd.wasm': new URL(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm',
    import.meta.url,
  ).href,
};

/** The addresses of tfjs' `.wasm` files by name: in the folder given (relative to the page), or else where they are found. */
export function wasmFiles(folder?: string): Record<string, string> {
  const given = folder === undefined ? undefined : new URL(folder.replace(/\/*$/, '/'), pageAddress()).href;
  return Object.fromEntries(
    Object.entries(BUNDLED).map(([file, bundled]) => [
      file,
      given ? given + file : whereFound(file, bundled, scriptFolder),
    ]),
  );
}

/**
 * Where the bundler put a file. Where no bundler did (or only for development, as Vite does for packages), the address is
 * that of a folder inside convlens: then it lies in the same `node_modules` as convlens, or, copied by hand, beside the script.
 */
export function whereFound(file: string, bundled: string, folderOfScript: string): string {
  const inModules = `/node_modules/${PACKAGE}/dist/${file}`;
  if (!bundled.endsWith(`/${PACKAGE}/dist/${file}`)) return bundled;
  const modules = bundled.lastIndexOf('/node_modules/');
  return modules < 0 ? folderOfScript + file : bundled.slice(0, modules) + inModules;
}

/**
 * Fetches the file that tfjs will take, which then comes from the browser's cache: tfjs itself says only that its
 * initialisation failed.
 * @throws Error whose message ends a sentence that begins `Cannot start the "wasm" engine: `.
 */
export async function checkWasmFile(files: Readonly<Record<string, string>>): Promise<void> {
  const file = await chosenFile();
  if (await isWasm(files[file])) return;
  throw new Error(
    `there is no ${file} at ${files[file]}, expected the .wasm files of ${PACKAGE} there, or their folder as wasmPath`,
  );
}

/** As tfjs chooses. */
async function chosenFile(): Promise<string> {
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
