import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { loadGraph, type NetworkGraph } from '../network/index.js';
import { VERSION } from '../version.js';

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
  const json = {
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: `convlens v${VERSION}`,
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  const metadata = { labels: classes, inputRange: [0, 1] };
  await writeFile(join(folder, 'weights.bin'), new Uint8Array(bytes));
  await writeFile(join(folder, 'labels.txt'), `${classes.join('\n')}\n`);
  await writeFile(join(folder, 'metadata.json'), `${JSON.stringify(metadata, null, 2)}\n`);
  await writeFile(join(folder, 'model.json'), `${JSON.stringify(json, null, 2)}\n`);
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
