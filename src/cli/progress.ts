import { SingleBar } from 'cli-progress';
import type { Progress } from '../run-options.js';

/** Shows how far a run is: a bar on stderr, only on a terminal. Returns what `onProgress` calls, and how to end it. */
export function progressBar(quiet = false): { onProgress: (progress: Progress) => void; stop: () => void } {
  if (quiet || !process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: '{stage} {bar} {value}/{total} {eta_formatted} left',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    onProgress: ({ done, total, stage = '' }) => {
      if (started) bar.setTotal(total);
      else bar.start(total, 0, { stage });
      started = true;
      bar.update(done, { stage });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
