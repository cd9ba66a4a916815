import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { checkWritable, writeWhole } from '#platform/files';
import { METHODS } from '../attribution/methods.js';
import { audit } from '../audit/audit.js';
import { folderEntries, isLabelTable } from '../audit/folder-entries.js';
import { imagesCsv, imagesParquet } from '../audit/image-table.js';
import { checkLive, liveModel } from '../audit/live-model.js';
import { documentPieces } from '../document/document-pieces.js';
import { finding } from '../document/finding.js';
import type { AuditDocument } from '../document/kinds/audit.js';
import type { LiveModel } from '../document/live-model.js';
import { renderReport } from '../report/render-report.js';
import { folderStore } from './folder-store.js';
import { withNetwork } from './model.js';
import { type ModelOptions, wholeNumber, withModelOptions } from './options.js';
import { progressBar } from './progress.js';
import { readText } from './read-text.js';
import type { Session } from './session.js';
import { tellSkipped } from './skipped.js';
import { table } from './table.js';

interface AuditCliOptions extends ModelOptions {
  readonly images: string;
  readonly masks?: string;
  readonly out: string;
  readonly method?: string;
  readonly samples?: number;
  readonly segments?: number;
  readonly layer?: string;
  readonly concepts?: number;
  readonly inlineModel?: boolean;
}

const REGION_METHODS = METHODS.filter(({ kind }) => kind === 'superpixels').map(({ name }) => name);

/** `convlens audit MODEL --images FOLDER --out FOLDER`: what the classifier leans on, tested by experiment. */
export function auditCommand(session: Session): Command {
  return withModelOptions(new Command('audit'))
    .description('what a classifier leans on in a data set, found without being told and tested by experiment')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .requiredOption('--images <folder>', 'the data set; folders in it are labels, unless --labels says otherwise')
    .option('--masks <folder>', 'masks of the objects, white on black, named as the images')
    .requiredOption('--out <folder>', 'where audit.json, images.csv, images.parquet and index.html go')
    .addOption(new Option('--method <name>', 'how images are explained (default: lime)').choices(REGION_METHODS))
    .option('--samples <n>', 'perturbed images for each explanation (default: 200)', wholeNumber)
    .option('--segments <n>', 'about how many regions an image has (default: 40)', wholeNumber)
    .option('--layer <name>', 'layer that describes regions (default: the last with spatial extent)')
    .option('--concepts <n>', 'the most concepts of a class that are tested (default: 4)', wholeNumber)
    .option('--inline-model', 'put the model into the page: removing regions by hand then runs it')
    .addHelpText(
      'after',
      `
--labels takes a table (file,label or file,label,group: one line an image), or names of the classes, one a line.
An audit that was stopped goes on where it was, when it is started again with the same --out.

Examples:
  convlens audit husky-wolf-biased --images models/husky-wolf/scenes --masks models/husky-wolf/masks --out audit
  convlens audit my-model --images photos --out audit
  convlens audit my-model --images photos --labels labels.csv --out audit`,
    )
    .action(async (model: string, options: AuditCliOptions) => {
      const files = filesOf(options.out);
      for (const file of Object.values(files)) await checkWritable(file);
      const { labels: given, ...rest } = options;
      const text = given === undefined ? undefined : await readText(given);
      const isTable = text !== undefined && isLabelTable(text);
      await withNetwork(model, isTable ? rest : options, async (network) => {
        if (options.inlineModel) checkLive(network);
        const entries = await folderEntries(options.images, {
          labels: isTable ? text : undefined,
          masks: options.masks,
        });
        const { onProgress, stop } = progressBar(options.quiet);
        const { method, samples, segments, layer, concepts, seed } = options;
        const document = await audit(network, entries, {
          method,
          samples,
          segments,
          layer,
          concepts,
          seed,
          store: folderStore(join(options.out, 'evidence')),
          signal: session.signal,
          onProgress,
        }).finally(stop);
        const live = options.inlineModel ? [await liveModel(network, entries, document)] : [];
        await writeAudit(document, files, options, live);
        tellSkipped(document.result.skipped, session);
      });
    });
}

const filesOf = (out: string) => ({
  json: join(out, 'audit.json'),
  csv: join(out, 'images.csv'),
  parquet: join(out, 'images.parquet'),
  html: join(out, 'index.html'),
});

async function writeAudit(
  document: AuditDocument,
  files: ReturnType<typeof filesOf>,
  { json, html, quiet }: AuditCliOptions,
  live: readonly LiveModel[],
): Promise<void> {
  const page = renderReport([document], { live });
  await writeWhole(files.json, documentPieces([document]));
  await writeWhole(files.csv, imagesCsv(document));
  await writeWhole(files.parquet, imagesParquet(document));
  await writeWhole(files.html, page);
  if (json !== undefined) await writeWhole(json, documentPieces([document]));
  if (html !== undefined) await writeWhole(html, page);
  if (quiet) return;
  console.log(`${summary(document)}\n`);
  for (const file of [files.html, ...Object.values(files).slice(0, 3)]) console.log(`Written: ${resolve(file)}`);
}

/** The finding, accuracy by group, and every concept's verdict. */
function summary(document: AuditDocument): string {
  const { groups = [], concepts, accuracy, swaps = [] } = document.result;
  const percent = (share: number | null | undefined) => (share == null ? '–' : `${(100 * share).toFixed(1)} %`);
  const parts = [finding(document)];
  if (accuracy != null) parts.push(`${percent(accuracy)} of the labelled images are predicted right.`);
  if (groups.length > 0) {
    const rows = groups.map(({ name, images, accuracy: right }) => [name, images, percent(right)]);
    parts.push(table(['group', 'images', 'right'], rows));
  }
  for (const { class: label, background, object } of swaps) {
    parts.push(
      `Another background turns ${background.flips} of ${background.images} predictions of "${label}", another object ${object.flips}.`,
    );
  }
  for (const { id, verdict, sentence, description, shareOfEvidence } of concepts) {
    parts.push(
      `${id}: ${verdict}${description ? ` (${description})` : ''}, ${percent(shareOfEvidence)} of the evidence\n  ${sentence}`,
    );
  }
  return parts.join('\n\n');
}
