import { Command } from 'commander';
import { VERSION } from '../version.js';
import { activationsCommand } from './activations.js';
import { auditCommand } from './audit.js';
import { compareCommand } from './compare.js';
import { demoCommand } from './demo.js';
import { explainCommand } from './explain.js';
import { filtersCommand } from './filters.js';
import { infoCommand } from './info.js';
import { patchesCommand } from './patches.js';
import { predictCommand } from './predict.js';
import { reportCommand } from './report.js';
import type { Session } from './session.js';
import { trainCommand } from './train.js';

const EXAMPLES = `
Examples:
  convlens demo                                     everything on the digits that ship, one page
  convlens info digits                              layers, shapes, parameters, receptive fields
  convlens predict digits seven.png                 what is it?
  convlens explain digits seven.png --html why.html why is it that?
  convlens patches digits --images photos --layer conv2 --html patches.html
  convlens compare digits --images photos --html layers.html
  convlens audit husky-wolf-biased --images models/husky-wolf/scenes --masks models/husky-wolf/masks --out audit

MODEL is a path to model.json, to its folder or to a Teachable Machine zip, or the name of a network that ships:
digits (a CNN), digits-mlp, digits-logistic, husky-wolf-biased, husky-wolf-fair.`;

/** The command line: one verb a file. */
export function createProgram(session: Session): Command {
  const program = new Command('convlens')
    .description('Look inside a trained CNN, ask why it decided, check that the answer is true, put it in a report.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(run with --help for examples)')
    .addHelpText('after', EXAMPLES);
  const verbs = [
    infoCommand,
    predictCommand,
    explainCommand,
    filtersCommand,
    activationsCommand,
    patchesCommand,
    compareCommand,
    auditCommand,
    reportCommand,
    trainCommand,
    demoCommand,
  ];
  for (const verb of verbs)
    program.addCommand(verb(session).exitOverride().showHelpAfterError('(run with --help for examples)'));
  return program;
}
