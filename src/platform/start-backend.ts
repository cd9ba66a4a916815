import * as tf from '@tensorflow/tfjs';

/**
 * Starts a backend of tfjs and switches to it. tfjs' own `setBackend` unsets the backend in use until the new one has
 * started, so that a network that runs meanwhile fails; here the switch comes last, and at once.
 * @throws whatever kept it from starting.
 */
export async function startBackend(name: string): Promise<tf.KernelBackend> {
  const { registry, registryFactory } = tf.engine();
  if (!registryFactory[name]) throw new Error('tfjs does not have it here');
  if (!registry[name]) {
    const { factory, priority } = registryFactory[name];
    const started = await start(factory);
    // Somebody else may have started it in the meantime.
    if (!registry[name]) {
      tf.removeBackend(name);
      tf.registerBackend(name, () => started, priority);
    }
  }
  void tf.setBackend(name);
  return registry[name];
}

/** Backends also reject with objects that are no `Error`. */
async function start(factory: () => tf.KernelBackend | Promise<tf.KernelBackend>): Promise<tf.KernelBackend> {
  try {
    return await factory();
  } catch (error) {
    throw error instanceof Error ? error : new Error(String((error as { message?: unknown } | null)?.message ?? error));
  }
}
