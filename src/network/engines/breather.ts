/**
 * Lets timers, signals and the screen have their turn: `await breathe()` between micro-batches gives way at most every
 * `interval` milliseconds (default 16, a frame), and otherwise costs a look at the clock.
 */
export function createBreather(interval = 16): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < interval) return;
    await turn();
    last = performance.now();
  };
}

/** One turn of the event loop, without the four milliseconds that browsers add to nested timeouts. */
function turn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
