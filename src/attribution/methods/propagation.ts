import { DEEPLIFT_OPTIONS, deeplift } from '../deeplift.js';
import type { Method } from '../method.js';

/** Methods that hand relevance back by rules of their own. */
export const PROPAGATION_METHODS: readonly Method[] = [
  {
    name: 'deeplift',
    title: 'DeepLIFT',
    summary: 'What each value adds to the score over a baseline, from differences of activations.',
    needs: 'network',
    options: DEEPLIFT_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Learning important features through propagating activation differences',
      year: 2017,
      url: 'https://arxiv.org/abs/1704.02685',
    },
    explain: deeplift,
  },
];
