import { expect, it } from 'vitest';
import { digestOf } from '../../src/audit/observe.js';
import { pictureShelf } from '../../src/audit/picture-shelf.js';
import { ANY_INPUT, type InputSpec } from '../../src/image/index.js';

const values = { shape: [1, 1, 1], data: Float32Array.of(0.5) };
const entries = [{ name: 'folder/x', image: values }];

it('makes no picture of an input that is only fed', async () => {
  let made = 0;
  const spec: InputSpec = {
    ...ANY_INPUT,
    get range() {
      made++;
      return [0, 1] as const;
    },
  };
  const shelf = pictureShelf(entries, { spec, digests: [digestOf(values)], lost: expect.unreachable });
  const input = await shelf.input(0);
  expect([input?.name, made]).toEqual(['folder/x', 0]);
  expect([...(input?.picture.data ?? []), made]).toEqual([128, 1]);
});

it('tells of an input that is not the same any more', async () => {
  const lost: string[][] = [];
  const shelf = pictureShelf(entries, { spec: ANY_INPUT, digests: ['other'], lost: (...told) => lost.push(told) });
  expect(await shelf.input(0)).toBeNull();
  expect(lost).toEqual([['folder/x', 'it changed while the audit ran']]);
});
