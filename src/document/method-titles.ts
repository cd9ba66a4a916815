/** The built-in methods by the names that people write; a test holds it to the table of methods, which documents cannot import. */
const TITLES: Readonly<Record<string, string>> = {
  lime: 'LIME',
  'kernel-shap': 'KernelSHAP',
  'partition-shap': 'PartitionSHAP',
  shapley: 'Shapley values',
  ablation: 'Region ablation',
  occlusion: 'Occlusion',
  rise: 'RISE',
  gradient: 'Gradient',
  'input-x-gradient': 'Input x gradient',
  smoothgrad: 'SmoothGrad',
  'integrated-gradients': 'Integrated gradients',
  'guided-backprop': 'Guided backpropagation',
  deconvolution: 'Deconvolution',
  xrai: 'XRAI',
  deeplift: 'DeepLIFT',
  lrp: 'LRP',
  'grad-cam': 'Grad-CAM',
  'grad-cam-plus-plus': 'Grad-CAM++',
  'xgrad-cam': 'XGrad-CAM',
  'hires-cam': 'HiResCAM',
  'layer-cam': 'LayerCAM',
  'grad-cam-element-wise': 'Grad-CAM element-wise',
  'eigen-cam': 'EigenCAM',
  'eigen-grad-cam': 'EigenGradCAM',
  'score-cam': 'Score-CAM',
  'ablation-cam': 'Ablation-CAM',
  'finer-cam': 'Finer-CAM',
  'guided-grad-cam': 'Guided Grad-CAM',
};

/** A method's name as people write it. */
export function methodTitle(name: string): string {
  return TITLES[name] ?? name;
}
