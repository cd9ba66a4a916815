import { css } from 'lit';
import { tokens } from '../shared/tokens.styles.js';

export const pixelsStyles = [
  tokens,
  css`
    :host {
      display: block;
    }

    .stage {
      position: relative;
      width: 100%;
      line-height: 0;
      touch-action: manipulation;
    }

    canvas {
      width: 100%;
      height: auto;
      image-rendering: pixelated;
      outline: 1px solid var(--line);
    }

    .cell {
      position: absolute;
      border: 1px solid #000;
      outline: 2px solid #fff;
      box-shadow: 0 0 0 3px #000;
      pointer-events: none;
    }

    .readout {
      min-height: 1.5em;
      margin: calc(var(--space) * 1.5) 0 0;
      color: var(--muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }
  `,
];
