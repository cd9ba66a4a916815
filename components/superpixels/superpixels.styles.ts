import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { legendStyles } from '../shared/legend.js';
import { sampleStyles } from '../shared/sample.styles.js';
import { trustStyles } from '../shared/trust-strip.js';

export const superpixelsStyles = [
  ...figureStyles,
  legendStyles,
  sampleStyles,
  trustStyles,
  css`
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
    }

    .side {
      display: grid;
      align-content: start;
      gap: calc(var(--space) * 3);
      min-width: 0;
    }

    .stage {
      position: relative;
      max-width: 520px;
      line-height: 0;
      outline: 1px solid var(--line);
      overflow: hidden;
    }

    .stage img,
    .stage canvas {
      display: block;
      width: 100%;
      height: auto;
      filter: grayscale(1);
    }

    .stage.grid img,
    .stage canvas {
      image-rendering: pixelated;
    }

    .stage.lifted img,
    .stage.lifted canvas {
      filter: none;
    }

    svg {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }

    .stage.lifted svg,
    .stage.lifted .badge {
      opacity: 0;
    }

    path {
      fill-rule: evenodd;
      vector-effect: non-scaling-stroke;
      stroke-linejoin: round;
    }

    .under {
      fill: none;
      stroke: #fff;
      stroke-width: 4.5px;
    }

    .edge {
      fill: none;
      stroke-width: 2.25px;
    }

    .edge.for {
      stroke: color-mix(in oklab, var(--for) 80%, #000);
    }

    .edge.against {
      stroke: color-mix(in oklab, var(--against) 80%, #000);
      stroke-dasharray: 6 4;
    }

    .edge.unclear {
      stroke: #555;
      stroke-width: 1.25px;
      stroke-dasharray: 1 3;
    }

    .hit {
      fill: transparent;
      stroke: none;
      cursor: pointer;
    }

    .cover {
      fill: var(--wash);
      stroke: var(--wash);
      stroke-width: 1px;
    }

    .pointed {
      fill: none;
      stroke: #000;
      stroke-width: 3.5px;
    }

    .pointed.halo {
      stroke: #fff;
      stroke-width: 7px;
    }

    .badge {
      position: absolute;
      transform: translate(-50%, -50%);
      min-width: 20px;
      padding: 0 5px;
      border-radius: 10px;
      background: #fff;
      color: #111;
      box-shadow: 0 0 0 1px #0006;
      font: 600 12px / 20px var(--font);
      text-align: center;
      font-variant-numeric: tabular-nums;
      pointer-events: none;
    }

    .unit {
      margin: 0;
      color: var(--muted);
      font-size: 0.8125rem;
      text-align: end;
    }

    .regions {
      display: grid;
      margin: 0;
      padding: 3px;
      list-style: none;
      max-height: 27em;
      overflow-y: auto;
    }

    .row {
      display: grid;
      grid-template-columns: 1.8em 4.2em minmax(48px, 1fr) 4.6em 4.8em;
      gap: calc(var(--space) * 2);
      align-items: center;
      min-height: 26px;
      padding-inline: calc(var(--space) * 1.5);
      border-radius: var(--radius);
      cursor: pointer;
    }

    .row.beyond {
      color: var(--muted);
    }

    .row.pointed-row {
      background: var(--wash);
    }

    .controls fieldset {
      flex-basis: 100%;
    }

    .row .rank,
    .row .value {
      white-space: nowrap;
      text-align: end;
    }

    .bar {
      position: relative;
      height: 14px;
      background: linear-gradient(var(--line), var(--line)) 50% / 1px 100% no-repeat;
    }

    .bar i {
      position: absolute;
      inset-block: 2px;
    }

    .bar .for {
      background: var(--for);
    }

    .bar .against {
      background: repeating-linear-gradient(
        -55deg,
        var(--against) 0 3px,
        color-mix(in srgb, var(--against) 45%, var(--paper)) 3px 5px
      );
      outline: 1px solid var(--against);
      outline-offset: -1px;
    }

    .bar .unclear {
      outline: 1px dotted var(--muted);
      outline-offset: -1px;
    }

    .bar .whisker {
      inset-block: 6.5px;
      background: var(--ink);
    }

    @container (min-width: 640px) {
      .split {
        grid-template-columns: minmax(240px, 5fr) minmax(260px, 6fr);
      }

      .regions {
        max-height: 520px;
      }
    }

    @container (max-width: 420px) {
      .row {
        grid-template-columns: 1.5em 3.9em minmax(40px, 1fr) 4em 4.4em;
        gap: calc(var(--space) * 1);
        padding-inline: 0;
      }
    }

    @media print {
      .regions {
        max-height: none;
        overflow: visible;
      }

      .side {
        break-inside: avoid;
      }
    }
  `,
];
