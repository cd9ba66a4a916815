import { css } from 'lit';
import { tokens } from '../shared/tokens.styles.js';
import { plotlyRules } from './plotly.styles.js';

export const chartStyles = [
  tokens,
  plotlyRules,
  css`
    :host {
      display: block;
      min-width: 0;
    }

    .plot {
      height: var(--height, 280px);
      width: 100%;
      overflow: hidden;
    }

    .plot[hidden] {
      display: none;
    }

    @media print {
      .plot:not(.js-plotly-plot) {
        display: none;
      }
    }

    /* Not seen: its computed style says what the page's colours are. */
    .probe {
      display: none;
      border: 0 solid;
      border-color: var(--line) var(--for) var(--against);
    }
  `,
];
