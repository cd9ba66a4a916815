import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { legendStyles } from '../shared/legend.js';

export const compareMethodsStyles = [
  ...figureStyles,
  legendStyles,
  css`
    .panels {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
      gap: calc(var(--space) * 5) calc(var(--space) * 4);
      align-items: start;
      padding: 3px;
      user-select: none;
    }

    .panel {
      display: grid;
      grid-template-rows: subgrid;
      grid-row: span 4;
      row-gap: calc(var(--space) * 1.5);
      min-width: 0;
    }

    .panel convlens-overlay {
      align-self: start;
      cursor: crosshair;
      touch-action: manipulation;
    }

    .title {
      align-self: end;
      margin: 0;
      font-weight: 600;
      line-height: 1.25;
      overflow-wrap: anywhere;
    }

    .title .number {
      font-weight: 400;
    }

    .doubted {
      color: light-dark(#b3261e, #ff8a7d);
      font-size: 0.75rem;
      font-weight: 600;
      white-space: nowrap;
    }

    .under {
      margin: 0;
      color: var(--muted);
      font-size: 0.75rem;
      line-height: 1.35;
    }

    .shares {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr) max-content;
      gap: 0 calc(var(--space) * 1.5);
      align-items: center;
      font-size: 0.75rem;
    }

    .shares .for {
      background: var(--for);
    }

    .shares .against {
      background: repeating-linear-gradient(-55deg, var(--against) 0 3px, transparent 3px 5px);
    }

    .readout {
      margin: 0;
      min-height: 1.5em;
      max-width: 60em;
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }

    .controls fieldset {
      flex-basis: 100%;
    }

    .wide {
      margin-top: calc(var(--space) * 2);
      overflow-x: auto;
    }

    .agreement th,
    .agreement td {
      border: 0;
      padding: calc(var(--space) * 1.25) calc(var(--space) * 2);
      white-space: nowrap;
    }

    .agreement th[scope='row'] {
      position: sticky;
      left: 0;
      max-width: 16em;
      padding-inline-start: 0;
      background: var(--paper);
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .agreement td {
      min-width: 3.4em;
      border: 1px solid var(--paper);
    }

    .agreement .self {
      color: var(--muted);
    }

    @container (max-width: 420px) {
      .panels {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }

      .agreement th[scope='row'] {
        max-width: 9em;
      }
    }

    @media print {
      .panel {
        break-inside: avoid;
      }
    }
  `,
];
