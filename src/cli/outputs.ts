import { resolve } from 'node:path';
import { checkWritable, type FileData, writeWhole } from '#platform/files';
import type { ConvlensDocument } from '../document/document.js';
import { documentPieces } from '../document/document-pieces.js';
import { finding } from '../document/finding.js';
import { renderReport } from '../report/render-report.js';
import type { CommonOptions } from './options.js';

/** Finds out before the work whether its results could be written. */
export async function checkOutputs({ json, html }: CommonOptions): Promise<void> {
  if (json !== undefined && html !== undefined && resolve(json) === resolve(html)) {
    throw new Error(`Cannot write documents and page to one file "${json}": expected two names`);
  }
  for (const file of [json, html]) if (file !== undefined) await checkWritable(file);
}

/** Writes what was asked for, whole or not at all, and says on stdout what was found and where it went. */
export async function writeOutputs(
  documents: readonly ConvlensDocument[],
  options: CommonOptions,
  summary: string = documents.map(finding).join('\n'),
  title?: string,
): Promise<void> {
  const files: [string, FileData][] = [];
  if (options.json !== undefined) files.push([options.json, documentPieces(documents)]);
  if (options.html !== undefined) files.push([options.html, renderReport(documents, { title })]);
  for (const [file, text] of files) await writeWhole(file, text);
  if (options.quiet) return;
  console.log(summary);
  for (const [file] of files) console.log(`Written: ${resolve(file)}`);
}
