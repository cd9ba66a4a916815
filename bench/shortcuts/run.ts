import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { baseScenes } from './data-set.js';
import { PLANTS } from './plants.js';
import { type Case, type CaseResult, runCase } from './study.js';

/**
 * Planted shortcuts: trains networks on generated scenes, half of them with one shortcut, audits each without a word of it,
 * and counts how often the audit names it, and how often it raises an alarm where there is none. Takes about half an hour on
 * two cores; `npx tsx bench/shortcuts/run.ts 8` runs the first eight networks. Writes docs/shortcuts.json when all have run.
 */
const SIZE = 40;
const [most] = process.argv.slice(2).map(Number);

const planted = [1, 0.95, 0.9].flatMap((correlation, i) =>
  PLANTS.map((kind, k) => ({ kind, correlation, seed: 100 + 10 * i + k })),
);
const again = PLANTS.map((kind, k) => ({ kind, correlation: 1, seed: 200 + k }));
const clean = Array.from({ length: planted.length + again.length }, (_, i) => ({
  // In every second clean set the marks are there, and mean nothing.
  kind: i % 2 === 0 ? null : PLANTS[Math.floor(i / 2) % PLANTS.length],
  correlation: 0.5,
  seed: 300 + i,
}));
const biased = [...planted, ...again];
const cases: Case[] = biased
  .flatMap((one, i) => [one, clean[i]])
  .map((one) => ({ ...one, epochs: one.correlation === 1 ? 5 : one.correlation === 0.5 ? 20 : 10, masks: false }))
  .slice(0, most || undefined);

console.log(`${cases.length} networks on ${cpus().length} x ${cpus()[0].model}, Node ${process.version}`);
const train = await baseScenes(2000, SIZE, 1);
const test = await baseScenes(80, SIZE, 2);
const results: CaseResult[] = [];
for (const one of cases) {
  const { result, document } = await runCase(train, test, one);
  results.push(result);
  const what = `${one.kind ?? 'nothing'} ${Math.round(100 * one.correlation)} %`;
  const verdict = result.alarm ? (result.found ? 'found' : 'alarm elsewhere') : 'no alarm';
  console.log(
    `${what.padEnd(18)} accuracy ${(100 * result.accuracy).toFixed(0).padStart(3)} %  ${verdict.padEnd(16)} overlap ${result.overlap.toFixed(2)}  ${result.seconds.toFixed(1)} s  ${document.result.concepts[0]?.sentence ?? ''}`,
  );
}
report(results);

function report(all: readonly CaseResult[]): void {
  const of = (correlation: number) => all.filter((one) => one.correlation === correlation);
  const share = (some: readonly CaseResult[], holds: (one: CaseResult) => boolean) =>
    some.length === 0 ? '–' : `${some.filter(holds).length} of ${some.length}`;
  console.log(`\nfound at 100 %: ${share(of(1), ({ found }) => found)} (goal 95 %)`);
  console.log(`found at 95 %:  ${share(of(0.95), ({ found }) => found)}`);
  console.log(`found at 90 %:  ${share(of(0.9), ({ found }) => found)} (goal 80 %)`);
  console.log(`no alarm where there is none: ${share(of(0.5), ({ alarm }) => !alarm)} (goal 95 %)`);
  console.log(`area under the ROC: ${auc(all).toFixed(3)}`);
  console.log(`audit: ${(all.reduce((sum, { seconds }) => sum + seconds, 0) / all.length).toFixed(1)} s each`);
  if (!most) {
    const url = new URL('../../docs/shortcuts.json', import.meta.url);
    writeFileSync(
      url,
      `${JSON.stringify(
        all.map(({ seconds, ...one }) => one),
        null,
        1,
      )}\n`,
    );
  }
}

/** How likely a planted network gets a higher strength than a clean one. */
function auc(all: readonly CaseResult[]): number {
  const [yes, no] = [true, false].map((biasedOne) => all.filter((one) => (one.correlation !== 0.5) === biasedOne));
  let sum = 0;
  for (const a of yes) for (const b of no) sum += a.strength > b.strength ? 1 : a.strength === b.strength ? 0.5 : 0;
  return sum / Math.max(1, yes.length * no.length);
}
