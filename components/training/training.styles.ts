import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';

export const trainingStyles = [
  ...figureStyles,
  css`
    .wide {
      overflow-x: auto;
    }

    .wide table {
      min-width: max-content;
    }

    @container (max-width: 520px) {
      .size {
        display: none;
      }
    }

    .best {
      font-weight: 600;
    }
  `,
];
