import type { QualityPart } from '../parts.js';

/** Why a result is not to be trusted, after its finding: the checks that fail, by name. */
export function doubtOf({ checks = [] }: QualityPart): string {
  const failed = checks.filter(({ passes }) => passes === false).map(({ name }) => name.replaceAll('-', ' '));
  if (failed.length === 0) return '';
  return ` (${failed.length === 1 ? 'a check fails' : `${failed.length} checks fail`}: ${failed.join(', ')})`;
}
