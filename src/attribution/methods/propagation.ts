import { DEEPLIFT_OPTIONS, deeplift } from '../deeplift.js';
import { LRP_OPTIONS } from '../lrp/options.js';
import { lrp } from '../lrp.js';
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
  {
    name: 'lrp',
    title: 'LRP',
    summary: 'The score handed back layer by layer, each sharing it out among its inputs by a rule.',
    needs: 'network',
    options: LRP_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'On pixel-wise explanations for non-linear classifier decisions by layer-wise relevance propagation',
      year: 2015,
      url: 'https://doi.org/10.1371/journal.pone.0130140',
    },
    explain: lrp,
  },
];
