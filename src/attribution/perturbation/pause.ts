const PATIENCE = 100;
let last = 0;

/**
 * Lets timers, input and abort signals through, at most every 100 ms: a classifier that computes without waiting for
 * anything would otherwise hold the event loop from the first batch to the last.
 */
export async function pause(): Promise<void> {
  if (performance.now() - last < PATIENCE) return;
  await new Promise((resolve) => setTimeout(resolve));
  last = performance.now();
}
