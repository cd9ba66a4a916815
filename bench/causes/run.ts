import { readFile, writeFile } from 'node:fs/promises';
import { gradient } from '../../src/attribution/gradient.js';
import { METHODS } from '../../src/attribution/methods.js';
import { encodeArray } from '../../src/document/encode.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import type { Image } from '../../src/image/index.js';
import type { EvidenceDocument } from '../../src/metrics/index.js';
import { loadNetwork } from '../../src/network/load-network.js';
import type { Network } from '../../src/network/network.js';
import { BASELINES, type Baseline } from './baselines.js';
import { type Contrast, contrastOf, type Row, rowOf, type SceneScore, scoreScene } from './score.js';
import { type MethodRun, runsOf } from './settings.js';
import { decisionsOf, type StudyScene, studyScenes } from './study.js';
import { type NetworkFigures, tables } from './tables.js';

/**
 * How much of the evidence of every attribution method falls on the true cause: on the animal where the network was
 * trained so that only the animal tells the classes apart, on the place where it was trained so that only the place does. Beside them
 * a random map and an edge detector. Writes docs/causes.json and the tables in docs/methods.md; a few minutes on two cores.
 * `npx tsx bench/causes/run.ts gradient lime` prints the rows of these methods and writes nothing.
 */
const CAUSES = [
  ['husky-wolf-fair', 'animal'],
  ['husky-wolf-biased', 'place'],
] as const;

const asked = process.argv.slice(2);
const runs = METHODS.filter(({ name }) => asked.length === 0 || asked.includes(name)).flatMap(runsOf);
const networks: NetworkFigures[] = [];
const scoresOf = new Map<string, ReadonlyMap<string, readonly SceneScore[]>>();
for (const [name, cause] of CAUSES) {
  const network = await loadNetwork(name);
  const scenes = await studyScenes(network);
  const { figures, scores } = await study(network, cause, scenes);
  networks.push({ name, cause, scenes: scenes.length, ...figures });
  scoresOf.set(name, scores);
  await network.dispose();
}
const contrasts = contrastsOf(networks[0].rows);
const text = tables(networks, contrasts);
console.log(text);
if (asked.length === 0) await write(text);

type Figures = Omit<NetworkFigures, 'name' | 'cause' | 'scenes'>;

/** Every method on every scene: how the class that the network decides for is told from the other. */
async function study(network: Network, cause: 'animal' | 'place', scenes: readonly StudyScene[]) {
  const { predicted, ...decisions } = await decisionsOf(network, scenes);
  const scores = new Map<string, readonly SceneScore[]>();
  const [rows, leftOut]: [Row[], { method: string; reason: string }[]] = [[], []];
  const add = (method: string, title: string, found: readonly SceneScore[]) => {
    scores.set(method, found);
    rows.push(rowOf(method, title, found));
  };
  for (const run of runs) {
    const start = performance.now();
    try {
      const found: SceneScore[] = [];
      for (const [i, scene] of scenes.entries()) {
        found.push(scoreScene(await explain(run, network, scene, predicted[i]), scene[cause]));
      }
      add(run.key, run.title, found);
    } catch (error) {
      leftOut.push({ method: run.title, reason: error instanceof Error ? error.message : String(error) });
    }
    console.error(`${network.name} ${run.key.padEnd(26)} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  const carrier = await gradient(network, scenes[0].image, { target: 0 });
  for (const [name, baseline] of Object.entries(BASELINES)) {
    add(
      name,
      `*${name}*`,
      scenes.map((scene, i) => scoreScene(mapDocument(carrier, scene, baseline, i), scene[cause])),
    );
  }
  rows.sort((a, b) => b.lift - a.lift);
  const chance = scores.get('random')?.reduce((sum, one) => sum + one.chance / scenes.length, 0) ?? 0;
  const figures: Figures = { ...decisions, chance, rows, leftOut };
  return { figures, scores };
}

async function explain(
  { method, settings }: MethodRun,
  network: Network,
  { image }: StudyScene,
  target: number,
): Promise<EvidenceDocument> {
  const run = method.explain as (model: Network, image: Image, options: object) => Promise<unknown>;
  const question = { target, against: 1 - target, output: 'logit', seed: 1 };
  return (await run(network, image, { ...question, ...settings })) as EvidenceDocument;
}

/** A map that no method made, as a document, so that it is scored as theirs are. */
function mapDocument(
  carrier: AttributionDocument,
  { image }: StudyScene,
  baseline: Baseline,
  index: number,
): AttributionDocument {
  const values = encodeArray({ shape: [image.height, image.width, 1], data: baseline(image, index) });
  return { ...carrier, result: { values } };
}

function contrastsOf(rows: readonly Row[]): Contrast[] {
  const [fair, biased] = CAUSES.map(([name]) => scoresOf.get(name) as ReadonlyMap<string, readonly SceneScore[]>);
  return rows
    .flatMap((row) => {
      const [onAnimal, onPlace] = [fair.get(row.method), biased.get(row.method)];
      return onAnimal && onPlace ? [contrastOf(row, onAnimal, onPlace)] : [];
    })
    .sort((a, b) => b.difference - a.difference);
}

/** Between the marks in the page, so that text around them is kept. */
async function write(made: string): Promise<void> {
  const [json, page] = ['causes.json', 'methods.md'].map((file) => new URL(`../../docs/${file}`, import.meta.url));
  await writeFile(json, `${JSON.stringify({ networks, contrasts }, null, 1)}\n`);
  const [start, end] = ['<!-- causes: start -->', '<!-- causes: end -->'];
  const old = await readFile(page, 'utf8');
  const [from, to] = [old.indexOf(start), old.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`Cannot write the tables into docs/methods.md: expected "${start}" and "${end}"`);
  await writeFile(page, `${old.slice(0, from + start.length)}\n${made}\n${old.slice(to)}`);
}
