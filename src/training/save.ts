import * as tf from '@tensorflow/tfjs';
import { loadGraph, type NetworkGraph } from '../network/index.js';
import { writeModelFolder } from './model-folder.js';

/**
 * Writes a trained classifier as `loadNetwork` reads it: `model.json`, `weights.bin` (float32), `metadata.json` (classes
 * and input range) and `labels.txt`. The same weights give the same bytes. `folder` must be there.
 * @returns the network as it reads it.
 */
export async function save(
  model: tf.LayersModel,
  folder: string,
  { classes }: { readonly classes: readonly string[] },
): Promise<NetworkGraph> {
  const { modelTopology, weightSpecs, weightData } = await artifactsOf(model);
  const bytes = tf.io.concatenateArrayBuffers([weightData as ArrayBuffer | ArrayBuffer[]].flat());
  const weights = new Uint8Array(bytes);
  const notes = { labels: classes, inputRange: [0, 1] as const };
  const by = `TensorFlow.js tfjs-layers v${tf.version_layers}`;
  await writeModelFolder(folder, { modelTopology, weightSpecs, weights }, notes, by);
  return loadGraph(folder);
}

/** What tfjs would save, without its date. */
async function artifactsOf(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let artifacts: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return artifacts;
}
