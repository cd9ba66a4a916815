import { css } from 'lit';
import { cropStyles } from '../shared/crop.styles.js';
import { figureStyles } from '../shared/figure.styles.js';
import { readoutStyles } from '../shared/readout.styles.js';

export const patchesStyles = [
  ...figureStyles,
  cropStyles,
  readoutStyles,
  css`
    .units {
      display: grid;
      gap: calc(var(--space) * 3);
    }

    .unit {
      display: grid;
      grid-template-columns: 5.5em minmax(0, 1fr);
      gap: calc(var(--space) * 3);
      padding-top: calc(var(--space) * 3);
      border-top: 1px solid var(--line);
    }

    .title {
      margin: 0;
      font-size: 0.875rem;
      font-weight: 600;
    }

    .head {
      color: var(--muted);
      font-size: 0.8125rem;
    }

    .crops {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--space) * 2);
    }

    .patch {
      min-width: 24px;
      cursor: pointer;
    }

    .patch[aria-selected='true'] .field,
    .patch:hover .field {
      outline: 2px solid var(--ink);
      outline-offset: 1px;
    }

    .patch .number {
      display: block;
      margin-top: 3px;
      color: var(--muted);
      font-size: 0.75rem;
      text-align: center;
    }

    @container (max-width: 520px) {
      .unit {
        grid-template-columns: minmax(0, 1fr);
        gap: calc(var(--space) * 1.5);
      }

      .head {
        display: flex;
        gap: calc(var(--space) * 3);
        align-items: baseline;
      }
    }

    @media print {
      .unit {
        break-inside: avoid;
      }
    }
  `,
];
