/** What one run of the command line shares with its verb. */
export interface Session {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Marks the run as failed though it goes on: an image that was skipped. */
  readonly fail: () => void;
}
