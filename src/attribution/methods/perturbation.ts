import { ABLATION_OPTIONS, ablation } from '../ablation.js';
import { KERNEL_SHAP_OPTIONS } from '../kernel-shap/options.js';
import { kernelShap } from '../kernel-shap.js';
import type { Method } from '../method.js';
import { OCCLUSION_OPTIONS, occlusion } from '../occlusion.js';
import { PARTITION_SHAP_OPTIONS, partitionShap } from '../partition-shap.js';
import { RISE_OPTIONS } from '../rise/options.js';
import { rise } from '../rise.js';
import { SHAPLEY_OPTIONS, shapley } from '../shapley.js';

/** Methods that hide parts of the image and look at the score alone. */
export const PERTURBATION_METHODS: readonly Method[] = [
  {
    name: 'kernel-shap',
    title: 'KernelSHAP',
    summary:
      'Shapley values of regions, estimated from random coalitions: weights that add up to the score, with errors.',
    needs: 'predictor',
    options: KERNEL_SHAP_OPTIONS,
    kind: 'superpixels',
    paper: {
      title: 'A unified approach to interpreting model predictions',
      year: 2017,
      url: 'https://arxiv.org/abs/1705.07874',
    },
    explain: kernelShap,
  },
  {
    name: 'partition-shap',
    title: 'PartitionSHAP',
    summary:
      'Divides the score down a tree of alike regions, where most is at stake first: Owen values, without chance.',
    needs: 'predictor',
    options: PARTITION_SHAP_OPTIONS,
    kind: 'superpixels',
    paper: {
      title: 'Values of games with a priori unions',
      year: 1977,
      url: 'https://doi.org/10.1007/978-3-642-45494-3_7',
    },
    explain: partitionShap,
  },
  {
    name: 'shapley',
    title: 'Shapley values',
    summary: 'Scores every coalition of a few regions: what each adds on average, exactly.',
    needs: 'predictor',
    options: SHAPLEY_OPTIONS,
    kind: 'superpixels',
    paper: { title: 'A value for n-person games', year: 1953, url: 'https://doi.org/10.1515/9781400881970-018' },
    explain: shapley,
  },
  {
    name: 'ablation',
    title: 'Region ablation',
    summary: 'Hides one region at a time: how far the score falls without it.',
    needs: 'predictor',
    options: ABLATION_OPTIONS,
    kind: 'superpixels',
    paper: {
      title: 'Visualizing and understanding convolutional networks',
      year: 2014,
      url: 'https://arxiv.org/abs/1311.2901',
    },
    explain: ablation,
  },
  {
    name: 'occlusion',
    title: 'Occlusion',
    summary: 'Slides a window that hides what is under it over the image: where the score falls.',
    needs: 'predictor',
    options: OCCLUSION_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Visualizing and understanding convolutional networks',
      year: 2014,
      url: 'https://arxiv.org/abs/1311.2901',
    },
    explain: occlusion,
  },
  {
    name: 'rise',
    title: 'RISE',
    summary: 'Looks through thousands of random smooth masks: how the score depends on what is kept, with errors.',
    needs: 'predictor',
    options: RISE_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'RISE: Randomized input sampling for explanation of black-box models',
      year: 2018,
      url: 'https://arxiv.org/abs/1806.07421',
    },
    explain: rise,
  },
];
