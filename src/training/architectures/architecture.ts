import type * as tf from '@tensorflow/tfjs';

/** What a network is fed and asked: the size of its images, and how many classes there are. */
export interface Task {
  /** `[h, w, c]`. */
  readonly shape: readonly [number, number, number];
  readonly classes: number;
  /** Initial weights are drawn from it: one seed, one network. */
  readonly seed: number;
}

/** A network to be trained: how it is built, and how it learns best. */
export interface Architecture {
  /** The folder under `models/`, and the name by which the network is loaded. */
  readonly name: string;
  build(task: Task): tf.LayersModel;
  readonly epochs: number;
  readonly batchSize: number;
  /** Of Adam at its highest; it rises to it over the first steps and falls to zero over the last. */
  readonly learningRate: number;
  /** Whether training images are moved, turned and stretched a little, anew in each epoch. */
  readonly augment: boolean;
  /** Whether test images are written beside it, chosen by what it says of them. */
  readonly samples: boolean;
}
