import { expect, it } from 'vitest';
import { whereFound } from '../../src/platform/browser/wasm-files.js';

const FILE = 'tfjs-backend-wasm-simd.wasm';
const INSIDE = `@tensorflow/tfjs-backend-wasm/dist/${FILE}`;

it.each([
  {
    name: 'a bundler put it into a folder of its own',
    bundled: `https://a.example/assets/tfjs-backend-wasm-simd-BrM3BlWr.wasm`,
    script: 'https://a.example/assets/',
    expected: `https://a.example/assets/tfjs-backend-wasm-simd-BrM3BlWr.wasm`,
  },
  {
    name: 'a development server rewrote the address without finding the file',
    bundled: `http://localhost:5173/node_modules/convlens/dist/browser/chunks/${INSIDE}`,
    script: 'http://localhost:5173/node_modules/.vite/deps/',
    expected: `http://localhost:5173/node_modules/${INSIDE}`,
  },
  {
    name: 'a development server found the file',
    bundled: `http://localhost:5173/node_modules/${INSIDE}`,
    script: 'http://localhost:5173/src/platform/browser/',
    expected: `http://localhost:5173/node_modules/${INSIDE}`,
  },
  {
    name: 'packages are linked from a store',
    bundled: `http://localhost:5173/node_modules/.pnpm/convlens@1.0.0/node_modules/convlens/dist/browser/${INSIDE}`,
    script: 'http://localhost:5173/node_modules/.vite/deps/',
    expected: `http://localhost:5173/node_modules/.pnpm/convlens@1.0.0/node_modules/${INSIDE}`,
  },
  {
    name: 'no bundler, no packages: copied by hand',
    bundled: `https://a.example/lib/chunks/${INSIDE}`,
    script: 'https://a.example/lib/chunks/',
    expected: `https://a.example/lib/chunks/${FILE}`,
  },
])('a .wasm file is looked for in the right place: $name', ({ bundled, script, expected }) => {
  expect(whereFound(FILE, bundled, script)).toBe(expected);
});
