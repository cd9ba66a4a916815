import { describe, expect, it } from 'vitest';
import { deconvolution } from '../../src/attribution/deconvolution.js';
import { gradient } from '../../src/attribution/gradient.js';
import { guidedBackprop } from '../../src/attribution/guided-backprop.js';
import { inputXGradient } from '../../src/attribution/input-x-gradient.js';
import { integratedGradients } from '../../src/attribution/integrated-gradients.js';
import type { AttributionDocument } from '../../src/document/kinds/attribution.js';
import { relativeError } from '../support/compare.js';
import { type ReferenceNetwork, referenceNetwork } from '../support/reference-network.js';
import { valuesOf } from './values-of.js';

type Run = (reference: ReferenceNetwork) => Promise<AttributionDocument>;

/** Each as the reference computed it. */
const RUNS: readonly [key: string, tolerance: number, run: Run][] = [
  ['gradient', 1e-4, ({ network, input }) => gradient(network, input)],
  ['input_x_gradient', 1e-4, ({ network, input }) => inputXGradient(network, input)],
  [
    'integrated_gradients_gausslegendre_20',
    1e-4,
    ({ network, input }) => integratedGradients(network, input, { steps: 20 }),
  ],
  ['integrated_gradients_gausslegendre_50', 1e-4, ({ network, input }) => integratedGradients(network, input)],
  [
    'integrated_gradients_gausslegendre_50_baseline_0.5',
    1e-4,
    ({ network, input }) => integratedGradients(network, input, { baseline: 0.5 }),
  ],
  [
    'integrated_gradients_riemann_trapezoid_64',
    1e-4,
    ({ network, input }) => integratedGradients(network, input, { steps: 64, quadrature: 'trapezoid' }),
  ],
];

/** In networks whose rectifiers are all plain ones, as captum changes no others. */
const RELU_RUNS: typeof RUNS = [
  ['guided_backprop', 1e-4, ({ network, input }) => guidedBackprop(network, input)],
  ['deconvolution', 1e-4, ({ network, input }) => deconvolution(network, input)],
];

describe.each(['plain', 'residual', 'nested'] as const)('on %s', (name) => {
  it.each(name === 'residual' ? RUNS : [...RUNS, ...RELU_RUNS])(
    '%s is what captum computes, to %d',
    async (key, tolerance, run) => {
      const reference = await referenceNetwork(name);
      const { shape, data, delta } = reference.expected.attributions[key];
      const document = await run(reference);
      expect(document.target).toMatchObject({ index: reference.expected.target, output: 'logit' });
      expect(document.result.values.shape).toEqual(shape);
      expect(relativeError(valuesOf(document), data)).toBeLessThan(tolerance);
      // A difference of large float32 numbers: known to their last digits only.
      if (delta !== undefined) expect(document.result.delta).toBeCloseTo(delta, 5);
      await reference.network.dispose();
    },
  );
});
