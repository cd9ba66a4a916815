import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import wabt from 'wabt';

// Makes src/network/wasm/kernels-binary.ts of kernels.wat.

const folder = resolve(import.meta.dirname, '../src/network/wasm');

/** The module's bytes as base64. */
export async function kernelsBinary(): Promise<string> {
  const { parseWat } = await wabt();
  const module = parseWat('kernels.wat', await readFile(resolve(folder, 'kernels.wat'), 'utf8'), { simd: true });
  try {
    return Buffer.from(module.toBinary({}).buffer).toString('base64');
  } finally {
    module.destroy();
  }
}

if (import.meta.filename === process.argv[1]) {
  const lines = ['// Made of kernels.wat by `npm run kernels`.', `export const KERNELS = '${await kernelsBinary()}';`];
  await writeFile(resolve(folder, 'kernels-binary.ts'), `${lines.join('\n')}\n`);
}
