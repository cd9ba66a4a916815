import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Writes `src/training/scenes/sprites.json`: the wolves and the dogs of four emoji sets, as SVG. Run by hand when a set
 * changes: `npx tsx scripts/collect-sprites.ts`. NOTICE names the sets and their licences.
 */
const SPRITES = {
  wolf: { noto: ['wolf'], 'noto-v1': ['wolf'], 'fluent-emoji-flat': ['wolf'], fxemoji: ['wolfface'] },
  husky: { noto: ['dog'], 'noto-v1': ['dog-face'], 'fluent-emoji-flat': ['dog', 'dog-face'], fxemoji: ['dogside'] },
};

interface IconSet {
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<Record<string, { body: string; width?: number; height?: number }>>;
}

const { resolve } = createRequire(import.meta.url);
const setOf = (name: string): IconSet => JSON.parse(readFileSync(resolve(`@iconify-json/${name}/icons.json`), 'utf8'));

const sprites = Object.fromEntries(
  Object.entries(SPRITES).map(([species, sets]) => [
    species,
    Object.entries(sets).flatMap(([name, icons]) => {
      const set = setOf(name);
      return icons.map((icon) => {
        const { body, width = set.width, height = set.height } = set.icons[icon];
        return {
          source: `${name}:${icon}`,
          svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width ?? 16} ${height ?? 16}">${body}</svg>`,
        };
      });
    }),
  ]),
);
writeFileSync(new URL('../src/training/scenes/sprites.json', import.meta.url), `${JSON.stringify(sprites, null, 2)}\n`);
