import { deconvolution } from '../deconvolution.js';
import { gradient } from '../gradient.js';
import { guidedBackprop } from '../guided-backprop.js';
import { inputXGradient } from '../input-x-gradient.js';
import { INTEGRATED_GRADIENTS_OPTIONS, integratedGradients } from '../integrated-gradients.js';
import type { Method } from '../method.js';
import { SMOOTHGRAD_OPTIONS } from '../smoothgrad/options.js';
import { smoothgrad } from '../smoothgrad.js';
import { XRAI_OPTIONS } from '../xrai/options.js';
import { xrai } from '../xrai.js';

/** Methods that follow the gradient to the pixels. */
export const GRADIENT_METHODS: readonly Method[] = [
  {
    name: 'gradient',
    title: 'Gradient',
    summary: 'How the score changes with each value of the image.',
    needs: 'network',
    kind: 'attribution',
    paper: {
      title: 'Deep inside convolutional networks: Visualising image classification models and saliency maps',
      year: 2013,
      url: 'https://arxiv.org/abs/1312.6034',
    },
    explain: gradient,
  },
  {
    name: 'input-x-gradient',
    title: 'Input x gradient',
    summary: 'The gradient times the value: what each value would add if the network were linear.',
    needs: 'network',
    kind: 'attribution',
    paper: {
      title: 'Not just a black box: Learning important features through propagating activation differences',
      year: 2016,
      url: 'https://arxiv.org/abs/1605.01713',
    },
    explain: inputXGradient,
  },
  {
    name: 'smoothgrad',
    title: 'SmoothGrad',
    summary: 'The gradient averaged over noisy copies of the image, without its jitter.',
    needs: 'network',
    options: SMOOTHGRAD_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'SmoothGrad: removing noise by adding noise',
      year: 2017,
      url: 'https://arxiv.org/abs/1706.03825',
    },
    explain: smoothgrad,
  },
  {
    name: 'integrated-gradients',
    title: 'Integrated gradients',
    summary: 'What each value adds to the score on the straight way from a baseline to the image.',
    needs: 'network',
    options: INTEGRATED_GRADIENTS_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Axiomatic attribution for deep networks',
      year: 2017,
      url: 'https://arxiv.org/abs/1703.01365',
    },
    explain: integratedGradients,
  },
  {
    name: 'guided-backprop',
    title: 'Guided backpropagation',
    summary: 'The gradient without what is negative on the way back: sharp edges, little about the class.',
    needs: 'network',
    kind: 'attribution',
    paper: {
      title: 'Striving for simplicity: The all convolutional net',
      year: 2014,
      url: 'https://arxiv.org/abs/1412.6806',
    },
    explain: guidedBackprop,
  },
  {
    name: 'deconvolution',
    title: 'Deconvolution',
    summary: 'The gradient that ignores what rectifiers held back: the picture rebuilt, little about the class.',
    needs: 'network',
    kind: 'attribution',
    paper: {
      title: 'Visualizing and understanding convolutional networks',
      year: 2013,
      url: 'https://arxiv.org/abs/1311.2901',
    },
    explain: deconvolution,
  },
  {
    name: 'xrai',
    title: 'XRAI',
    summary: 'Ranks regions, fine and coarse, by how much evidence each pixel of them holds.',
    needs: 'predictor',
    options: XRAI_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'XRAI: Better attributions through regions',
      year: 2019,
      url: 'https://arxiv.org/abs/1906.02825',
    },
    explain: xrai,
  },
];
