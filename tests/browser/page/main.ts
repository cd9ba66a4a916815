import * as library from './scenarios.js';

declare global {
  var scenarios: typeof import('./scenarios.js') | undefined;
}

globalThis.scenarios = library;

// The same script runs in a worker, where there is no document.
if (typeof document === 'undefined') {
  globalThis.onmessage = async ({ data: [name, args] }) => {
    const answer: Promise<unknown> = Reflect.apply(Reflect.get(library, name), null, args);
    globalThis.postMessage(await answer.catch((error: unknown) => String(error)));
  };
}
