import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Import {
  /** Path of the importing file from the repository's root. */
  readonly from: string;
  /** Path of the imported file, or the name as it is written for a package. */
  readonly to: string;
  /** Whether nothing of it is left when types are gone. */
  readonly typeOnly: boolean;
}

/** Every import of the TypeScript files in these folders: static, dynamic with a plain text, and re-exports. */
export function importsOf(...folders: readonly string[]): readonly Import[] {
  return folders.flatMap((folder) => filesOf(resolve(ROOT, folder)).flatMap(importsOfFile));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

function importsOfFile(path: string): Import[] {
  const code = readFileSync(path, 'utf8');
  const from = relative(ROOT, path).split(sep).join('/');
  const { staticImports, staticExports, dynamicImports } = parseSync(path, code).module;
  const isTypeOnly = (entries: readonly { readonly isType: boolean }[]) =>
    entries.length > 0 && entries.every(({ isType }) => isType);
  return [
    ...staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      typeOnly: isTypeOnly(entries),
    })),
    ...staticExports.flatMap(({ entries }) => {
      const name = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest?.value;
      return name === undefined ? [] : [{ name, typeOnly: isTypeOnly(entries) }];
    }),
    ...dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const [, name] = /^['"]([^'"]+)['"]$/.exec(code.slice(start, end)) ?? [];
      return name === undefined ? [] : [{ name, typeOnly: false }];
    }),
  ].map(({ name, typeOnly }) => ({ from, to: target(from, name), typeOnly }));
}

function target(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  return posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts');
}
