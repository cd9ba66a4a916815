import * as library from './scenarios.js';

declare global {
  var scenarios: typeof import('./scenarios.js') | undefined;
}

globalThis.scenarios = library;
