import type { Predictor } from '../../src/network/predictor.js';
import type { LabelMap } from '../../src/segmentation/index.js';
import { gridMap, inputOf, meansOf } from './fixtures.js';

/** What a coalition of players is worth: `shown` holds 1 for those who take part, 0 for the others. */
export type Worth = (shown: readonly number[]) => number;

/** A game of regions: a white image in squares of two by two pixels, black where hidden, whose score is the worth. */
export interface Game {
  readonly model: Predictor;
  readonly image: ReturnType<typeof inputOf>;
  readonly map: LabelMap;
}

/** Class 0 scores 0, class 1 what the coalition of the white squares is worth, class 2 what another worth says. */
export function gameOf(players: number, worth: Worth, other: Worth = () => 0): Game {
  const map = gridMap(2 * players, 2, 1, players);
  const predict: Predictor['predict'] = (batch) => ({
    shape: [batch.shape[0], 3],
    data: Float32Array.from(meansOf(batch, map).flatMap((means) => [0, worth(means), other(means)])),
  });
  const model: Predictor = { name: 'game', classes: ['rest', 'one', 'two'], outputs: ['logit'], predict };
  return { model, image: inputOf(2, 2 * players, 1, () => 1), map };
}

/** Options that leave nothing to the defaults: class `one`, the squares, black. */
export function playedOn({ map }: Game) {
  return { target: 'one', segmentation: map, baseline: 0 } as const;
}

/** A game with effects of single players, pairs and a triple, all different: seeded by its parameters. */
export function tangledWorth(players: number, seed = 1): Worth {
  const term = (i: number) => Math.sin(12.9898 * (i + seed)) * 2;
  return (shown) => {
    let sum = term(0);
    for (let i = 0; i < players; i++) {
      sum += term(i + 1) * shown[i];
      for (let k = 0; k < i; k++) sum += 0.5 * term(7 * i + k + 20) * shown[i] * shown[k];
    }
    return sum + 1.5 * shown[0] * (shown[1] ?? 1) * shown[players - 1];
  };
}
