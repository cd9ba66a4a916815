import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { legendStyles } from '../shared/legend.js';

export const filtersStyles = [
  ...figureStyles,
  legendStyles,
  css`
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
    }

    .detail {
      max-width: 260px;
    }

    .title {
      margin: 0 0 calc(var(--space) * 2);
      font-size: 0.875rem;
      font-weight: 600;
    }

    .side {
      display: grid;
      align-content: start;
      gap: calc(var(--space) * 3);
      min-width: 0;
    }

    @container (min-width: 600px) {
      .split {
        grid-template-columns: minmax(0, 1fr) 220px;
      }
    }
  `,
];
