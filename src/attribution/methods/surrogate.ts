import { LIME_OPTIONS } from '../lime/options.js';
import { lime } from '../lime.js';
import type { Method } from '../method.js';

/** Methods that fit a simple model around the image. */
export const SURROGATE_METHODS: readonly Method[] = [
  {
    name: 'lime',
    title: 'LIME',
    summary: 'Hides regions at random and fits a local linear model: which regions speak for the class, which against.',
    needs: 'predictor',
    options: LIME_OPTIONS,
    kind: 'superpixels',
    paper: {
      title: '"Why should I trust you?": Explaining the predictions of any classifier',
      year: 2016,
      url: 'https://arxiv.org/abs/1602.04938',
    },
    explain: lime,
  },
];
