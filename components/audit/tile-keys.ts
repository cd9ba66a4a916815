import { moveOnGrid } from '../shared/grid-keys.js';

/** Arrows, Home and End move the focus among the buttons of a group that wraps; only one of them is a tab stop. */
export function moveAmongTiles(event: KeyboardEvent): void {
  const group = event.currentTarget as HTMLElement;
  const tiles = [...group.querySelectorAll<HTMLElement>('button')];
  const at = tiles.indexOf((event.target as HTMLElement).closest('button') as HTMLElement);
  if (at < 0) return;
  const { offsetTop } = tiles[0];
  const columns = Math.max(1, tiles.filter((tile) => tile.offsetTop === offsetTop).length);
  const next = moveOnGrid(event.key, at, tiles.length, columns);
  if (next === undefined) return;
  event.preventDefault();
  tiles[at].tabIndex = -1;
  tiles[next].tabIndex = 0;
  tiles[next].focus();
}
