import type { NetworkDocument } from '../kinds/network.js';
import type { Problem } from '../problem.js';
import { firstProblem } from './common.js';

/** That each layer has a name of its own, and that inputs are layers which came before. */
export function networkProblem({ result }: NetworkDocument): Problem | null {
  const names = new Set<string>();
  return firstProblem(result.layers, ({ name, inputs }, i) => {
    const path = `result.layers[${i}]`;
    if (names.has(name)) return { path: `${path}.name`, expected: 'each name once', got: `"${name}" again` };
    const unknown = firstProblem(inputs, (input, at) =>
      names.has(input)
        ? null
        : { path: `${path}.inputs[${at}]`, expected: 'the name of an earlier layer', got: `"${input}"` },
    );
    names.add(name);
    return unknown;
  });
}
