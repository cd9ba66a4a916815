import { ablationCam } from '../ablation-cam.js';
import { CAM_OPTIONS } from '../cam/options.js';
import { eigenCam } from '../eigen-cam.js';
import { eigenGradCam } from '../eigen-grad-cam.js';
import { FINER_CAM_OPTIONS, finerCam } from '../finer-cam.js';
import { gradCam } from '../grad-cam.js';
import { gradCamElementWise } from '../grad-cam-element-wise.js';
import { gradCamPlusPlus } from '../grad-cam-plus-plus.js';
import { GUIDED_GRAD_CAM_OPTIONS, guidedGradCam } from '../guided-grad-cam.js';
import { hiResCam } from '../hires-cam.js';
import { layerCam } from '../layer-cam.js';
import type { Method } from '../method.js';
import { SCORE_CAM_OPTIONS, scoreCam } from '../score-cam.js';
import { xGradCam } from '../xgrad-cam.js';

/** Methods that look at the cells of a layer: the CAM family. */
export const LAYER_METHODS: readonly Method[] = [
  {
    name: 'grad-cam',
    title: 'Grad-CAM',
    summary: "Where a layer's channels are active that raise the score, each weighted by the mean of its gradient.",
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Grad-CAM: Visual explanations from deep networks via gradient-based localization',
      year: 2017,
      url: 'https://arxiv.org/abs/1610.02391',
    },
    explain: gradCam,
  },
  {
    name: 'grad-cam-plus-plus',
    title: 'Grad-CAM++',
    summary: 'As Grad-CAM, with weights that let several small places count as much as one large one.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Grad-CAM++: Improved visual explanations for deep convolutional networks',
      year: 2018,
      url: 'https://arxiv.org/abs/1710.11063',
    },
    explain: gradCamPlusPlus,
  },
  {
    name: 'xgrad-cam',
    title: 'XGrad-CAM',
    summary: 'As Grad-CAM, with gradients weighted by where the channel is active.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Axiom-based Grad-CAM: Towards accurate visualization and explanation of CNNs',
      year: 2020,
      url: 'https://arxiv.org/abs/2008.02312',
    },
    explain: xGradCam,
  },
  {
    name: 'hires-cam',
    title: 'HiResCAM',
    summary: 'Gradient times activation, cell by cell: exact where only a linear layer follows.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks',
      year: 2020,
      url: 'https://arxiv.org/abs/2011.08891',
    },
    explain: hiResCam,
  },
  {
    name: 'layer-cam',
    title: 'LayerCAM',
    summary: 'Activations weighted cell by cell by their positive gradients: fine maps of early layers too.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'LayerCAM: Exploring hierarchical class activation maps for localization',
      year: 2021,
      url: 'https://doi.org/10.1109/TIP.2021.3089943',
    },
    explain: layerCam,
  },
  {
    name: 'grad-cam-element-wise',
    title: 'Grad-CAM element-wise',
    summary: 'Gradient times activation, cell by cell, of the channels that speak for the class.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks',
      year: 2020,
      url: 'https://arxiv.org/abs/2011.08891',
    },
    explain: gradCamElementWise,
  },
  {
    name: 'eigen-cam',
    title: 'EigenCAM',
    summary:
      "How far each cell lies along the direction in which a layer's activations differ most, whatever the class.",
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Eigen-CAM: Class activation map using principal components',
      year: 2020,
      url: 'https://arxiv.org/abs/2008.00299',
    },
    explain: eigenCam,
  },
  {
    name: 'eigen-grad-cam',
    title: 'EigenGradCAM',
    summary: "As EigenCAM, of a layer's gradients times activations, which concern the class.",
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Eigen-CAM: Class activation map using principal components',
      year: 2020,
      url: 'https://arxiv.org/abs/2008.00299',
    },
    explain: eigenGradCam,
  },
  {
    name: 'score-cam',
    title: 'Score-CAM',
    summary: 'Where those channels are active that alone, as masks over the image, keep the score highest.',
    needs: 'network',
    options: SCORE_CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Score-CAM: Score-weighted visual explanations for convolutional neural networks',
      year: 2020,
      url: 'https://arxiv.org/abs/1910.01279',
    },
    explain: scoreCam,
  },
  {
    name: 'ablation-cam',
    title: 'Ablation-CAM',
    summary: 'Where those channels are active without which the score falls.',
    needs: 'network',
    options: CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Ablation-CAM: Visual explanations for deep convolutional network via gradient-free localization',
      year: 2020,
      url: 'https://doi.org/10.1109/WACV45572.2020.9093360',
    },
    explain: ablationCam,
  },
  {
    name: 'finer-cam',
    title: 'Finer-CAM',
    summary: 'Grad-CAM of what tells a class from those most like it.',
    needs: 'network',
    options: FINER_CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Finer-CAM: Spotting the difference reveals finer details for visual explanation',
      year: 2025,
      url: 'https://arxiv.org/abs/2501.11309',
    },
    explain: finerCam,
  },
  {
    name: 'guided-grad-cam',
    title: 'Guided Grad-CAM',
    summary: 'Guided backpropagation where Grad-CAM is positive.',
    needs: 'network',
    options: GUIDED_GRAD_CAM_OPTIONS,
    kind: 'attribution',
    paper: {
      title: 'Grad-CAM: Visual explanations from deep networks via gradient-based localization',
      year: 2017,
      url: 'https://arxiv.org/abs/1610.02391',
    },
    explain: guidedGradCam,
  },
];
