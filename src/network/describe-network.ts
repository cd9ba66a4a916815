import type { NetworkDocument } from '../document/kinds/network.js';
import { startProvenance } from '../document/provenance.js';
import { layersOf } from './layers.js';
import { modelPart } from './model-part.js';
import type { Network } from './network.js';
import { receptiveField } from './receptive-field.js';

/** The layers of a network with their shapes, parameters, and what each sees of the input. */
export function describeNetwork(network: Network): NetworkDocument {
  const provenance = startProvenance(network.engine);
  const layers = layersOf(network).map(({ name, operation, inputs, shape, parameters }) => ({
    name,
    operation,
    inputs: [...inputs],
    shape: [...shape],
    parameters,
    receptiveField: fieldPart(network, name),
  }));
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return {
    schema: 'convlens/network@1',
    kind: 'network',
    model: modelPart(network),
    method: { name: 'info', options: {}, seed: null },
    result: { layers, parameters },
    quality: { trustworthy: null, sentences: [inputSentence(network)] },
    provenance: provenance.finish(),
  };
}

/** What a node sees of the input, as documents say it. */
export function fieldPart(
  network: Network,
  name: string,
): NetworkDocument['result']['layers'][number]['receptiveField'] {
  const field = receptiveField(network, name);
  if (!field) return null;
  const { size, stride, offset } = field;
  return { size: [size[0], size[1]], stride: [stride[0], stride[1]], offset: [offset[0], offset[1]] };
}

function inputSentence({ input, classes }: Network): string {
  const size = [input.height, input.width, input.channels].map((length) => length ?? 'any').join(' × ');
  const [low, high] = input.range.map((value) => Math.round(value * 1000) / 1000);
  return (
    `It takes images of ${size} with pixels from ${low} to ${high}, ` +
    `and scores ${classes.length} class${classes.length === 1 ? '' : 'es'}.`
  );
}
