import { random } from '../../src/numeric/random.js';
import type { DataSet, Examples } from '../../src/training/index.js';

/** Made-up pictures for tests: 28 x 28 noise with a bright horizontal bar, whose height is the class. */
export function bars({ train = 96, test = 40, seed = 1 } = {}): DataSet {
  return { name: 'bars', classes: ['low', 'middle', 'high'], train: draw(train, seed), test: draw(test, seed + 1) };
}

function draw(count: number, seed: number): Examples {
  const { integer } = random(seed);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const data = Uint8Array.from({ length: count * 784 }, () => integer(0, 60));
  for (const [i, label] of labels.entries()) {
    const row = 20 - 7 * label + integer(-1, 1);
    data.fill(220, i * 784 + row * 28 + 4, i * 784 + row * 28 + 24);
  }
  return { images: { shape: [count, 28, 28, 1], data }, labels };
}
