import { Command } from 'commander';
import { finding } from '../document/finding.js';
import type { NetworkDocument } from '../document/kinds/network.js';
import { describeNetwork } from '../network/describe-network.js';
import { withNetwork } from './model.js';
import { type ModelOptions, withModelOptions } from './options.js';
import { writeOutputs } from './outputs.js';
import { table } from './table.js';

/** `convlens info MODEL`: layers with shapes, parameters and receptive fields. */
export function infoCommand(): Command {
  return withModelOptions(new Command('info'))
    .description('layers: name, operation, output shape, parameters, receptive field (size, stride, offset)')
    .argument('<model>', 'path to model.json, or the name of a network that ships')
    .addHelpText('after', '\nExamples:\n  convlens info digits\n  convlens info my-model/model.json --json layers.json')
    .action((model: string, options: ModelOptions) =>
      withNetwork(model, options, async (network) => {
        const document = await describeNetwork(network);
        await writeOutputs([document], options, `${finding(document)}\n\n${layerTable(document)}`);
      }),
    );
}

function layerTable({ result }: NetworkDocument): string {
  const pair = (values: readonly number[] | undefined, sign: string) => values?.join(sign) ?? '';
  return table(
    ['layer', 'operation', 'output', 'parameters', 'sees', 'stride', 'offset'],
    result.layers.map(({ name, operation, shape, parameters, receptiveField: field }) => [
      name,
      operation,
      shape.map((length) => length ?? '?').join('x'),
      parameters,
      field ? pair(field.size, 'x') : 'the whole image',
      pair(field?.stride, 'x'),
      pair(field?.offset, ','),
    ]),
  );
}
