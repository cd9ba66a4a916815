import type { Network, NetworkNode } from '../network/network.js';

/** Methods that go by true gradients, and so serve every network. */
const BY_GRADIENT = 'gradient, input-x-gradient, smoothgrad, integrated-gradients';

/**
 * @throws TypeError if a node on the way from the image to `from` is of an operation that a method has no rule for; it names
 * the methods that can serve.
 */
export function checkRules(
  method: string,
  network: Network,
  { from, hasRule, serve = '' }: { from: string; hasRule: (node: NetworkNode) => boolean; serve?: string },
): void {
  const node = nodesBefore(network, from).find((each) => !hasRule(each));
  if (node === undefined) return;
  throw new TypeError(
    `Cannot explain "${network.name}" by ${method}: it has no rule for "${node.name}", a ${node.operation}; ${serve}${BY_GRADIENT} serve it`,
  );
}

/** The nodes that a node depends on, itself included, in topological order. */
export function nodesBefore({ nodes }: Pick<Network, 'nodes'>, name: string): NetworkNode[] {
  const found = new Set([name]);
  const before = nodes.toReversed().filter((node) => {
    if (!found.has(node.name)) return false;
    for (const input of node.inputs) found.add(input);
    return true;
  });
  return before.reverse();
}
