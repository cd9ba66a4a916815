import { moveOnGrid } from './grid-keys.js';

/** The cell in the row, or at the same place of the next row, that a key leads to. */
export function nextCell(cell: HTMLElement, key: string): HTMLElement | undefined {
  const row = cell.closest<HTMLElement>('[role="row"]')!;
  const cells = [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')];
  const at = cells.indexOf(cell);
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const beside = (key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling) as HTMLElement | null;
    const others = [...(beside?.querySelectorAll<HTMLElement>('[role="gridcell"]') ?? [])];
    return others[Math.min(at, others.length - 1)];
  }
  const next = moveOnGrid(key, at, cells.length, cells.length);
  return next === undefined ? undefined : cells[next];
}
