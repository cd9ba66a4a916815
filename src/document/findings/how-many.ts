/** How many of the falling values it takes to reach `enough`; all of them if they do not. */
export function howMany(falling: readonly number[], enough: number): number {
  let reached = 0;
  for (const [index, value] of falling.entries()) {
    reached += value;
    if (reached >= enough * (1 - 1e-9)) return index + 1;
  }
  return falling.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
