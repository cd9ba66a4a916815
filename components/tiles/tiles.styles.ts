import { css } from 'lit';
import { tokens } from '../shared/tokens.styles.js';

export const tilesStyles = [
  tokens,
  css`
    :host {
      display: block;
      min-width: 0;
    }

    .frame {
      overflow-x: auto;
      padding: 3px;
      margin: -3px;
    }

    .stage {
      position: relative;
      width: max-content;
      line-height: 0;
    }

    canvas {
      display: block;
      cursor: pointer;
    }

    .mark {
      position: absolute;
      pointer-events: none;
      border-radius: 1px;
    }

    .mark.chosen {
      outline: 2px solid var(--ink);
      outline-offset: 1px;
    }

    .mark.at {
      outline: 2px solid var(--muted);
      outline-offset: 1px;
    }

    .readout {
      min-height: 1.5em;
      margin: calc(var(--space) * 1.5) 0 0;
      color: var(--muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere;
    }
  `,
];
