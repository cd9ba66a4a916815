import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeArray } from '../../src/document/encode.js';
import { validateDocument } from '../../src/document/validate.js';
import { allFilters, filters } from '../../src/inspection/filters.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';

describe('filters', () => {
  let plain: ReferenceNetwork;
  let nested: ReferenceNetwork;
  beforeAll(async () => {
    [plain, nested] = await Promise.all([referenceNetwork('plain'), referenceNetwork('nested')]);
  });
  afterAll(() => Promise.all([plain.network.dispose(), nested.network.dispose()]));

  test('are the kernels and biases of the layer, bit for bit', async () => {
    const { result } = await filters(plain.network, { layer: 'conv1' });
    const { kernel, bias } = plain.network.nodes.find((node) => node.name === 'conv1:preactivation')!.weights;
    expect(result.layer).toBe('conv1');
    expect(result.kernels.shape).toEqual([3, 3, 3, 6]);
    expect(decodeArray(result.kernels).data).toEqual(kernel.data);
    expect(decodeArray(result.bias).data).toEqual(bias.data);
  });

  test('without a layer are those of the first convolution', async () => {
    const { result } = await filters(plain.network);
    expect(result.layer).toBe('conv1');
  });

  test('of every convolution: both parts of a separable one', async () => {
    const documents = await allFilters(nested.network);
    const shapes = documents.map(({ result }) => [result.layer, result.kernels.shape, result.bias.shape]);
    expect(shapes).toEqual([
      ['body/body_conv1', [3, 3, 1, 6], [6]],
      ['body/body_sep:depthwise', [3, 3, 6, 1], [6]],
      ['body/body_sep', [1, 1, 6, 8], [8]],
      ['head_conv', [3, 3, 8, 8], [8]],
    ]);
    for (const document of documents) expect(() => validateDocument(document)).not.toThrow();
  });

  test.each([
    { layer: 'conv3', says: /"conv3".*conv/ },
    { layer: 'pool1', says: /"pool1".*max-pool, not a convolution. Convolutions are: conv1, conv2/ },
    { layer: 'dense1', says: /"dense1".*dense, not a convolution/ },
  ])('of $layer is an error in words', async ({ layer, says }) => {
    await expect(filters(plain.network, { layer })).rejects.toThrow(says);
  });
});
