import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';

export const curvesStyles = [
  ...figureStyles,
  css`
    .charts {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 4) calc(var(--space) * 6);
    }

    .title {
      margin: 0;
      font-weight: 600;
      text-transform: capitalize;
    }

    .wide {
      overflow-x: auto;
    }

    .wide table {
      min-width: max-content;
    }

    .line {
      display: block;
      width: 44px;
      height: 1.45em;
    }

    .fails {
      color: light-dark(#b3261e, #ff8a7d);
    }

    .random::before {
      content: '';
      display: inline-block;
      width: 24px;
      margin-inline-end: calc(var(--space) * 1.5);
      border-top: 1px solid var(--muted);
      vertical-align: middle;
    }

    @container (min-width: 640px) {
      .charts {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }

    @media print {
      .chart {
        break-inside: avoid;
      }
    }
  `,
];
