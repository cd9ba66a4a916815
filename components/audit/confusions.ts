import type { AuditDocument } from '../../src/document/index.js';

/** `15 of 30 “husky” are taken for “wolf”`: how often one class is taken for another, the most frequent first. */
export function confusions({ model, result }: AuditDocument, most = 4): readonly string[] {
  const cells = (result.confusion ?? []).flatMap((row, label) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, predicted) => ({ label, predicted, count, all }));
  });
  return cells
    .filter(({ label, predicted, count }) => label !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(
      ({ label, predicted, count, all }) =>
        `${count} of ${all} “${model.classes[label]}” are taken for “${model.classes[predicted]}”`,
    );
}
