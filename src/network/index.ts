export { type BackwardOptions, type BackwardTarget, backward, forwardBackward } from './backward.js';
export { checkBatch, createNetwork } from './create-network.js';
export { describeNetwork } from './describe-network.js';
export { createEngine, ENGINES, type Engine, type EngineOptions } from './engines/index.js';
export { findNode } from './find-node.js';
export { fingerprint } from './fingerprint.js';
export type { LayerNode, LayerReader, LayerSource, WeightRequest } from './formats/layers/index.js';
export type { LayersModelContent, LayersModelOptions } from './formats/layers-model.js';
export { readLayersModel } from './formats/layers-model.js';
export type { ModelArtifacts, ModelSource, SavableModel } from './formats/model-source.js';
export { parseLabels } from './formats/side-files.js';
export { forward } from './forward.js';
export { besides, forwardFrom } from './forward-from.js';
export { type Layer, layersOf } from './layers.js';
export { type LoadGraphOptions, loadGraph } from './load-graph.js';
export { type LoadNetworkOptions, loadNetwork } from './load-network.js';
export { isNetwork, type Network, type NetworkGraph, type NetworkNode } from './network.js';
export type {
  AxisPlace,
  BackwardRule,
  BackwardValues,
  NodeSpec,
  Operation,
  Reach,
  Shape,
  TensorNode,
} from './operations/index.js';
export { OPERATIONS } from './operations/index.js';
export type { Output, PredictOptions, Predictor, Scores } from './predictor.js';
export { type ReceptiveBox, receptiveBox } from './receptive-box.js';
export { type ReceptiveField, receptiveField } from './receptive-field.js';
export { type ScoresOptions, scoresOf } from './scores.js';
export type { FieldOptions } from './sized-graph.js';
