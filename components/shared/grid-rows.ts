import { moveOnGrid } from './grid-keys.js';

/** What a key does in a grid whose rows differ in length: it moves between cells, or chooses the one that has the focus. */
export function moveInRows(event: KeyboardEvent): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[role="gridcell"]');
  if (!cell) return;
  const chosen = event.key === 'Enter' || event.key === ' ';
  const target = chosen ? undefined : nextCell(cell, event.key);
  if (!chosen && !target) return;
  event.preventDefault();
  if (target) target.focus();
  else cell.click();
}

/** The cell in the row, or at the same place of the next row, that a key leads to. */
function nextCell(cell: HTMLElement, key: string): HTMLElement | undefined {
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
