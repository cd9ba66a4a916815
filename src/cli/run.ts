import { CommanderError } from 'commander';
import { createProgram } from './program.js';

/** What Unix gives a process that Ctrl-C ended. */
const INTERRUPTED = 130;

/**
 * Runs one command line: 0 on success, 1 with one line on stderr on bad input, 2 on wrong usage.
 * Ctrl-C stops between two batches, before anything is written; a second one stops at once.
 */
export async function run(args: readonly string[]): Promise<number> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new Error('Interrupted: nothing was written'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  let exitCode = 0;
  try {
    const program = createProgram({ signal: controller.signal, fail: () => (exitCode = 1) });
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    console.error(`convlens: ${oneLine(error)}`);
    if (process.env.CONVLENS_DEBUG && error instanceof Error) console.error(error.stack);
    return controller.signal.aborted ? INTERRUPTED : 1;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}
