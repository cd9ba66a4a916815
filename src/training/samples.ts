import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng } from '../image/index.js';
import { random } from '../numeric/random.js';
import type { Evaluation } from './evaluate.js';
import type { DataSet } from './examples.js';

/** One sample, as `labels.json` lists it. */
export interface Sample {
  /** `LABEL-INDEX.png`. */
  readonly file: string;
  /** The true class. */
  readonly label: string;
  /** Where it stands among the test images, from 0. */
  readonly index: number;
  /** What the network says, and how sure it is. */
  readonly predicted: string;
  readonly probability: number;
}

export interface SamplesOptions {
  /** Default: 10. */
  readonly perClass?: number;
  /** How many of each class are chosen among those that the network gets wrong, as far as there are any. Default: 1. */
  readonly wrongPerClass?: number;
  /** Default: 1. */
  readonly seed?: number;
}

/**
 * Chooses test images to look at: of each class some at random, and, on purpose, those that the network gets most
 * confidently wrong. By class, then by index. So its hits among them say nothing of its accuracy.
 */
export function chooseSamples(
  { classes, test }: DataSet,
  { predicted, confidence }: Evaluation,
  { perClass = 10, wrongPerClass = 1, seed = 1 }: SamplesOptions = {},
): Sample[] {
  const source = random(seed);
  return classes.flatMap((label, k) => {
    const all = Array.from(test.labels.keys()).filter((i) => test.labels[i] === k);
    const wrong = all.filter((i) => predicted[i] !== k).sort((a, b) => confidence[b] - confidence[a]);
    const right = source.shuffle(all.filter((i) => predicted[i] === k));
    return [...wrong.slice(0, wrongPerClass), ...right, ...wrong.slice(wrongPerClass)]
      .slice(0, perClass)
      .sort((a, b) => a - b)
      .map((index) => ({
        file: `${label}-${String(index).padStart(4, '0')}.png`,
        label,
        index,
        predicted: classes[predicted[index]],
        probability: Math.round(confidence[index] * 1e4) / 1e4,
      }));
  });
}

/** Writes samples as grey PNG files into a new folder, and `labels.json` beside them. */
export async function writeSamples(folder: string, { images }: DataSet['test'], samples: readonly Sample[]) {
  const [, height, width] = images.shape;
  const size = height * width;
  await mkdir(folder);
  for (const { file, index } of samples) {
    const data = images.data.subarray(index * size, (index + 1) * size);
    await writeFile(join(folder, file), encodePng({ width, height, channels: 1, data }));
  }
  const lines = samples.map((sample) => `  ${JSON.stringify(sample)}`);
  await writeFile(join(folder, 'labels.json'), `[\n${lines.join(',\n')}\n]\n`);
}
