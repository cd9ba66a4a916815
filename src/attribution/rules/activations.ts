/** Operations that bend each value by itself, and rise with it or nearly so. */
export const ACTIVATIONS: readonly string[] = [
  'relu',
  'prelu',
  'elu',
  'selu',
  'swish',
  'gelu',
  'mish',
  'hard-sigmoid',
  'hard-swish',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
];
