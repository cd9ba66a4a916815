import { css } from 'lit';
import { tokens } from '../shared/tokens.styles.js';

export const overlayStyles = [
  tokens,
  css`
    :host {
      display: block;
      min-width: 0;
    }

    .stage {
      position: relative;
      line-height: 0;
      outline: 1px solid var(--line);
      overflow: hidden;
    }

    img,
    canvas {
      display: block;
      width: 100%;
      height: auto;
    }

    /* Grey and pale, so that the same evidence looks alike on black and on white. */
    img,
    canvas:not(.evidence) {
      filter: grayscale(1) contrast(0.5) brightness(1.4);
    }

    .grid img,
    .grid canvas {
      image-rendering: pixelated;
    }

    .evidence {
      position: absolute;
      inset: 0;
      height: 100%;
      image-rendering: pixelated;
    }

    canvas.evidence.smooth {
      image-rendering: auto;
    }

    .lifted img,
    .lifted canvas {
      filter: none;
    }

    .lifted .evidence,
    .lifted svg {
      visibility: hidden;
    }

    svg {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }

    path {
      fill: none;
      fill-rule: evenodd;
      vector-effect: non-scaling-stroke;
      stroke-linejoin: round;
    }

    .under {
      stroke: #fffc;
      stroke-width: 4px;
    }

    .edge {
      stroke-width: 2px;
    }

    .edge.for {
      stroke: color-mix(in oklab, var(--for) 78%, #000);
    }

    .edge.against {
      stroke: color-mix(in oklab, var(--against) 78%, #000);
      stroke-dasharray: 5 4;
    }

    .pointed {
      stroke: #000;
      stroke-width: 2.5px;
    }

    .pointed.halo {
      stroke: #fff;
      stroke-width: 5.5px;
    }

    .mark {
      position: absolute;
      border: 1px solid #000;
      outline: 2px solid #fff;
      box-shadow: 0 0 0 3px #000;
      pointer-events: none;
    }
  `,
];
