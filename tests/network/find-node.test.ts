import { expect, test } from 'vitest';
import { findNode } from '../../src/network/find-node.js';
import { loadGraph } from '../../src/network/load-graph.js';

const nested = loadGraph('tests/fixtures/networks/nested');

test.each([
  ['gap', 'gap'],
  ['body/body_conv1', 'body/body_conv1'],
  ['body_conv1', 'body/body_conv1'],
  ['body_conv1:preactivation', 'body/body_conv1:preactivation'],
])('%s is %s', async (name, expected) => {
  expect(findNode(await nested, name).name).toBe(expected);
});

test.each([
  ['hed_conv', 'Cannot find layer "hed_conv" in "nested": did you mean "head_conv"? It has image, body/body_conv1,'],
  ['gap:preactivaton', 'Cannot find layer "gap:preactivaton" in "nested": did you mean "probs:preactivation"'],
  ['BODY_POOL', 'did you mean "body/body_pool"'],
  ['something else', 'Cannot find layer "something else" in "nested". It has image, body/body_conv1,'],
])('%s is refused with near names', async (name, message) => {
  const graph = await nested;
  expect(() => findNode(graph, name)).toThrow(message);
});

test('an ending that several layers share is refused', async () => {
  const { nodes, name } = await nested;
  const twice = [...nodes, { ...nodes[2], name: 'other/body_conv1' }];
  expect(() => findNode({ name, nodes: twice }, 'body_conv1')).toThrow(
    'Cannot tell which layer "body_conv1" of "nested" is meant: "body/body_conv1", "other/body_conv1"',
  );
});

test('of many layers only the near ones are named', async () => {
  const { nodes } = await loadGraph('tests/fixtures/networks/residual');
  const many = [...nodes, ...nodes.map((node) => ({ ...node, name: `${node.name}_b`, layer: `${node.layer}_b` }))];
  expect(() => findNode({ name: 'big', nodes: many }, 'dw')).toThrow(/did you mean "dw1" or "dw2".* It has 40 layers/);
});
