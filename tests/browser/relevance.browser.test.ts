import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LRP_COMPOSITES, LRP_RULES } from '../../src/attribution/lrp/options.js';
import { relativeError } from '../support/compare.js';
import { NETWORKS, sharedLibraryPage } from './library-page.js';
import { type Input, type RelevanceQuestion, relevances } from './page/scenarios.js';

// What changes the backward walk, on a graphics card (in software): values within 1e-4 of the largest.

const WITHIN = 1e-4;
const read = async (name: string, file: string) => JSON.parse(await readFile(join(NETWORKS, name, file), 'utf8'));
const addressOf = (name: string) => `networks/${name}/model.json`;
const lrp = (options: RelevanceQuestion['options']): RelevanceQuestion => ({ method: 'lrp', options });

const shared = sharedLibraryPage();

it.each(['webgl', 'cpu'])('gives captum’s values of "plain" on %s', async (engine) => {
  const { target, attributions } = await read('plain', 'expected.json');
  const questions: Readonly<Record<string, RelevanceQuestion>> = {
    'lrp_epsilon1e-2': lrp({ target, rule: 'epsilon', epsilon: 0.01 }),
    'lrp_gamma0.25': lrp({ target, rule: 'gamma', gamma: 0.25 }),
    lrp_alpha1_beta0: lrp({ target, rule: 'alpha-beta', alpha: 1 }),
    deeplift_rescale_baseline0: { method: 'deeplift', options: { target } },
  };
  const input: Input = await read('plain', 'input.json');
  const found = await shared.page.run('relevances', addressOf('plain'), engine, input, Object.values(questions));
  expect(found).toMatchObject({ engine, left: 0 });
  for (const [i, name] of Object.keys(questions).entries()) {
    expect(relativeError(found.maps[i], attributions[name].data), name).toBeLessThan(WITHIN);
  }
});

/** Every rule and composite on the network with the most kinds of node, the defaults on one with networks inside. */
const QUESTIONS: readonly [name: string, questions: readonly RelevanceQuestion[]][] = [
  [
    'residual',
    [
      ...LRP_RULES.map((rule) => lrp({ target: 1, rule })),
      ...LRP_COMPOSITES.map((composite) => lrp({ target: 1, composite })),
      { method: 'deeplift', options: { target: 1 } },
      { method: 'deeplift', options: { target: 1, baseline: 0.5, pooling: 'complete' } },
    ],
  ],
  ['nested', [lrp({ target: 1 }), { method: 'deeplift', options: { target: 1 } }]],
];

it.each(QUESTIONS)('gives the values of wasm in Node on webgl: %s', async (name, questions) => {
  const { shape, data }: Input = await read(name, 'input.json');
  // As drawn, a unit of "residual" lies on its rectifier's kink: see networks.browser.test.ts.
  const dimmed = { shape, data: data.map((value) => 0.9 * value) };
  const found = await shared.page.run('relevances', addressOf(name), 'webgl', dimmed, questions);
  expect(found).toMatchObject({ engine: 'webgl', left: 0 });
  const inNode = await relevances(join(NETWORKS, name), 'wasm', dimmed, questions);
  for (const [i, question] of questions.entries()) {
    expect(relativeError(found.maps[i], inNode.maps[i]), JSON.stringify(question)).toBeLessThan(WITHIN);
  }
});
