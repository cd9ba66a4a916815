import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { legendStyles } from '../shared/legend.js';
import { sampleStyles } from '../shared/sample.styles.js';
import { trustStyles } from '../shared/trust-strip.js';

export const attributionStyles = [
  ...figureStyles,
  legendStyles,
  sampleStyles,
  trustStyles,
  css`
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
      align-items: start;
    }

    .side {
      min-width: 0;
    }

    .hold {
      max-width: 520px;
      touch-action: manipulation;
      cursor: crosshair;
    }

    .readout {
      min-height: 2.9em;
      margin: calc(var(--space) * 2) 0 0;
      max-width: 520px;
      color: var(--muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }

    .readout strong {
      color: var(--ink);
      font-weight: 600;
    }

    .controls fieldset {
      flex-basis: 100%;
    }

    .controls input[type='range'] {
      width: 7em;
    }

    .percent {
      min-width: 3.4em;
    }

    caption {
      padding-block: calc(var(--space) * 1);
      text-align: start;
    }

    @container (min-width: 640px) {
      .split {
        grid-template-columns: minmax(240px, 1fr) minmax(260px, 1fr);
      }
    }

    @media print {
      .side {
        break-inside: avoid;
      }
    }
  `,
];
