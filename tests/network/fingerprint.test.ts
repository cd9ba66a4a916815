import { expect, test } from 'vitest';
import { fingerprint } from '../../src/network/fingerprint.js';
import { loadGraph } from '../../src/network/load-graph.js';
import type { NetworkNode } from '../../src/network/network.js';

const plain = loadGraph('tests/fixtures/networks/plain');
const changed = async (change: (node: NetworkNode) => NetworkNode) => {
  const { nodes, output } = await plain;
  return fingerprint({ output, nodes: nodes.map((node) => (node.name === 'conv2' ? change(node) : node)) });
};

test('is 64 hex digits, the same each time and under any name or labels', async () => {
  const graph = await plain;
  expect(graph.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  const other = await loadGraph('tests/fixtures/networks/plain', { name: 'x', classes: ['a', 'b', 'c', 'd'] });
  expect(other.fingerprint).toBe(graph.fingerprint);
});

test('does not depend on the order of attributes and weights', async () => {
  const reversed = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).toReversed());
  const same = await changed((node) => ({
    ...node,
    attributes: reversed(node.attributes),
    weights: reversed(node.weights),
  }));
  expect(same).toBe((await plain).fingerprint);
});

test.each<[string, (node: NetworkNode) => NetworkNode]>([
  [
    'a weight',
    (node) => ({
      ...node,
      weights: { ...node.weights, bias: { shape: [8], data: node.weights.bias.data.with(3, 0.25) } },
    }),
  ],
  ['an attribute', (node) => ({ ...node, attributes: { ...node.attributes, strides: [2, 1] } })],
  ['an input', (node) => ({ ...node, inputs: ['conv1'] })],
  ['an operation', (node) => ({ ...node, operation: 'dense' })],
])('changes with %s', async (_, change) => {
  expect(await changed(change)).not.toBe((await plain).fingerprint);
});
