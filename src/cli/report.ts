import { Command } from 'commander';
import type { ConvlensDocument } from '../document/document.js';
import { parseDocuments } from '../document/parse.js';
import { type CommonOptions, withCommonOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { readText } from './read-text.js';

/** `convlens report DOCUMENTS.json... --html FILE`: documents made earlier, bound into a page. */
export function reportCommand(): Command {
  return withCommonOptions(new Command('report'))
    .description('documents made earlier, bound into one self-contained page')
    .argument('<documents...>', 'files that --json wrote')
    .addHelpText('after', '\nExample:\n  convlens report filters.json why.json --html report.html')
    .action(async (files: string[], options: CommonOptions, command: Command) => {
      if (options.html === undefined && options.json === undefined) {
        command.error("error: required option '--html <file>' not specified");
      }
      const documents: ConvlensDocument[] = [];
      for (const file of files) documents.push(...parseDocuments(await readText(file), file));
      await writeOutputs(documents, options);
    });
}
