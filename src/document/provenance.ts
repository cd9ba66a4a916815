import { VERSION } from '../version.js';
import type { ProvenancePart } from './parts.js';

/** Counts what an analysis costs, from the moment it is made. */
export interface ProvenanceMeter {
  /** Images that went forward, and backward, through the classifier. */
  count(forwardPasses: number, backwardPasses?: number): void;
  finish(): ProvenancePart;
}

/** Starts the clock of an analysis that runs on `engine`. */
export function startProvenance(engine: string): ProvenanceMeter {
  const start = performance.now();
  let forwardPasses = 0;
  let backwardPasses = 0;
  return {
    count: (forward, backward = 0) => {
      forwardPasses += forward;
      backwardPasses += backward;
    },
    finish: () => ({
      convlens: VERSION,
      engine,
      duration: Math.round((performance.now() - start) * 10) / 10,
      forwardPasses,
      backwardPasses,
    }),
  };
}
