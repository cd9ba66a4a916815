import { describe, expect, it } from 'vitest';
import { methodNamed } from '../../../src/attribution/methods.js';
import { decodeArray } from '../../../src/document/encode.js';
import type { AttributionDocument } from '../../../src/document/kinds/attribution.js';
import type { NdArray } from '../../../src/numeric/nd-array.js';
import { relativeError } from '../../support/compare.js';
import { type ReferenceArray, referenceNetwork } from '../../support/reference-network.js';

interface Cams {
  readonly layer: string;
  readonly maps: Readonly<Record<string, { readonly raw: ReferenceArray }>>;
}

const METHODS = [
  ['grad-cam', 'GradCAM'],
  ['grad-cam-plus-plus', 'GradCAMPlusPlus'],
  ['xgrad-cam', 'XGradCAM'],
  ['hires-cam', 'HiResCAM'],
  ['layer-cam', 'LayerCAM'],
  ['grad-cam-element-wise', 'GradCAMElementWise'],
] as const;

describe.each(['plain', 'residual', 'nested'] as const)('%s', (name) => {
  it.each(METHODS)('%s gives what pytorch-grad-cam gives', async (method, key) => {
    const { network, input, expected } = await referenceNetwork(name);
    const { layer, maps } = (expected as unknown as { cams: Cams }).cams;
    const { explain } = methodNamed(method);
    const document = (await explain(network, input, { layer })) as AttributionDocument;
    const { shape, data } = decodeArray(document.result.values);
    expect(shape).toEqual(maps[key].raw.shape);
    expect(relativeError(data, maps[key].raw.data)).toBeLessThan(1e-4);
    expect(document.provenance).toMatchObject({ forwardPasses: 1, backwardPasses: 1 });
  });

  it.each([
    ['score-cam', 'ScoreCAM'],
    ['ablation-cam', 'AblationCAM'],
  ] as const)('%s gives what pytorch-grad-cam gives', async (method, key) => {
    const { network, input, expected } = await referenceNetwork(name);
    const { layer, maps } = (expected as unknown as { cams: Cams }).cams;
    const document = (await methodNamed(method).explain(network, input, { layer })) as AttributionDocument;
    const { shape, data } = decodeArray(document.result.values);
    expect(shape).toEqual(maps[key].raw.shape);
    expect(relativeError(data, maps[key].raw.data)).toBeLessThan(1e-4);
    const channels = network.nodes.find((node) => node.name === layer)!.shape[2] as number;
    expect(document.provenance).toMatchObject({ forwardPasses: 1 + channels, backwardPasses: 0 });
  });

  it.each([
    ['eigen-cam', 'EigenCAM', 0],
    ['eigen-grad-cam', 'EigenGradCAM', 1],
  ] as const)('%s gives what pytorch-grad-cam gives, up to its sign', async (method, key, backwardPasses) => {
    const { network, input, expected } = await referenceNetwork(name);
    const { layer, maps } = (expected as unknown as { cams: Cams }).cams;
    const document = (await methodNamed(method).explain(network, input, { layer })) as AttributionDocument;
    const { shape, data } = decodeArray(document.result.values) as NdArray;
    const { raw } = maps[key];
    expect(shape).toEqual(raw.shape);
    const sign = Math.sign(data.reduce((sum, value, i) => sum + value * raw.data[i], 0));
    expect(
      relativeError(
        data.map((value) => sign * value),
        raw.data,
      ),
    ).toBeLessThan(1e-4);
    expect(document.provenance).toMatchObject({ forwardPasses: 1, backwardPasses });
  });

  it('grad-cam gives what captum gives at a layer', async () => {
    const { network, input, expected } = await referenceNetwork(name);
    const keys = Object.keys(expected.attributions).filter((key) => key.startsWith('layer_grad_cam:'));
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      // Their name for a layer after its activation, where that is a node of its own.
      const layer = key.slice('layer_grad_cam:'.length).replace(/_act$/, '');
      const document = (await methodNamed('grad-cam').explain(network, input, { layer })) as AttributionDocument;
      const { shape, data } = decodeArray(document.result.values);
      expect(shape).toEqual(expected.attributions[key].shape.slice(0, 2));
      expect(relativeError(data, expected.attributions[key].data)).toBeLessThan(1e-4);
    }
  });

  it('all layers at once give what each gives alone', async () => {
    const { network, input } = await referenceNetwork(name);
    // On the picture itself unit 48 of "dilated:preactivation" (residual) is within 1e-8 of its rectifier's kink: rounding,
    // which differs with what is fused, says on which side, and with it changes the gradient of whatever it looks at.
    const image = { ...input, data: input.data.map((value) => 0.95 * value) };
    const { explain } = methodNamed('grad-cam');
    const documents = (await explain(network, image, { layer: 'all' })) as AttributionDocument[];
    expect(documents.length).toBeGreaterThan(3);
    for (const { result } of documents) {
      const alone = (await explain(network, image, { layer: result.layer })) as AttributionDocument;
      const [values, own] = [result.values, alone.result.values].map(decodeArray);
      expect(relativeError(values.data, own.data)).toBeLessThan(5e-6);
    }
    const last = (await explain(network, input)) as AttributionDocument;
    expect(last.result.layer).toBe(documents.at(-1)?.result.layer);
  });
});

it('refuses a layer that does not exist or has no cells, in words', async () => {
  const { network, input } = await referenceNetwork('plain');
  const { explain } = methodNamed('grad-cam');
  await expect(explain(network, input, { layer: 'dense1' })).rejects.toThrow(
    'it has shape [12], expected [height, width, channels]; the last such layer is "pool2"',
  );
  await expect(explain(network, input, { layer: 'relu3' })).rejects.toThrow('did you mean "relu2"');
});
