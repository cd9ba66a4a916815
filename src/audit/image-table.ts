import { csvFormat } from 'd3-dsv';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { AuditDocument } from '../document/kinds/audit.js';

/** One line an image: what is known of it, what was predicted, and how much of each concept's evidence it holds. */
interface ImageRow {
  readonly name: string;
  readonly label: string | null;
  readonly predicted: string;
  readonly probability: number;
  readonly right: boolean | null;
  readonly group: string | null;
  readonly outsideMask: number | null;
  /** Ids of the concepts that it shows, by spaces. */
  readonly concepts: string;
}

function rowsOf({ result }: AuditDocument): ImageRow[] {
  const shown = new Map<string, string[]>();
  for (const { id, members } of result.concepts) {
    for (const { image } of members) shown.set(image, [...(shown.get(image) ?? []), id]);
  }
  return result.images.map(({ name, label, predicted, probability, group, outsideMask }) => ({
    name,
    label,
    predicted,
    probability,
    right: label === null ? null : label === predicted,
    group,
    outsideMask: outsideMask ?? null,
    concepts: (shown.get(name) ?? []).join(' '),
  }));
}

/** Every image of an audit as CSV. */
export function imagesCsv(document: AuditDocument): string {
  return `${csvFormat(rowsOf(document))}\n`;
}

/** The same as Parquet. */
export function imagesParquet(document: AuditDocument): Uint8Array {
  const rows = rowsOf(document);
  const column = <K extends keyof ImageRow>(name: K, type: 'STRING' | 'DOUBLE' | 'BOOLEAN') => ({
    name,
    type,
    data: rows.map((row) => row[name]),
    nullable: true,
  });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        column('name', 'STRING'),
        column('label', 'STRING'),
        column('predicted', 'STRING'),
        column('probability', 'DOUBLE'),
        column('right', 'BOOLEAN'),
        column('group', 'STRING'),
        column('outsideMask', 'DOUBLE'),
        column('concepts', 'STRING'),
      ],
    }),
  );
}
