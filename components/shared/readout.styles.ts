import { css } from 'lit';

/** The line that reads out what is pointed at. */
export const readoutStyles = css`
  .readout {
    margin: 0;
    padding: calc(var(--space) * 1.5) 0;
    background: var(--paper);
    color: var(--muted);
    font-size: 0.8125rem;
    min-height: 2.6em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  /* Where a figure fills more than the window, what is pointed at is read at its lower edge. */
  .readout.pointing {
    position: sticky;
    bottom: 0;
    z-index: 1;
    border-top: 1px solid var(--line);
    color: var(--ink);
  }

  @media print {
    .readout {
      display: none;
    }
  }
`;
