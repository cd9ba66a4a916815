import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const { resolve: pathOf } = createRequire(import.meta.url);

const VITE = resolve(root, 'node_modules/vite/bin/vite.js');

/** Reports carry files that the build makes; where they are missing they are made once before the tests. */
export function setup(): void {
  if (!existsSync(resolve(root, 'dist/carried.js'))) {
    run(VITE, 'build', '--mode', 'live', '--logLevel', 'error');
    run(pathOf('tsx/cli'), 'scripts/pack-scripts.ts');
  }
  if (!existsSync(resolve(root, 'dist/convlens.js'))) {
    run(VITE, 'build', '--mode', 'script', '--logLevel', 'error');
  }
}

function run(...command: readonly string[]): void {
  // The test runner's own NODE_ENV would bundle the development build of Lit.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, command, { cwd: root, env, stdio: 'pipe' });
}
