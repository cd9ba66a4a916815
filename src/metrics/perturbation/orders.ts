import { random } from '../../numeric/random.js';

/** Places by falling value. Equal ones come in random order by seed: in reading order, an empty map would sweep the picture. */
export function fallingOrder(values: ArrayLike<number>, seed: number): Int32Array {
  const order = randomOrder(values.length, seed);
  return order.sort((a, b) => values[b] - values[a]);
}

/** Places in random order. */
export function randomOrder(count: number, seed: number): Int32Array {
  return Int32Array.from(random(seed).shuffle(Array.from({ length: count }, (_, i) => i)));
}

/** When each place has its turn. */
export function turnsOf(order: Int32Array): Int32Array {
  const turns = new Int32Array(order.length);
  order.forEach((place, turn) => {
    turns[place] = turn;
  });
  return turns;
}
