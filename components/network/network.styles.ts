import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';

export const networkStyles = [
  ...figureStyles,
  css`
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
      align-items: start;
    }

    .layers {
      position: relative;
      overflow-x: auto;
      padding: 3px;
      margin: -3px;
    }

    .layers table {
      width: 100%;
      min-width: max-content;
      border-collapse: separate;
      border-spacing: 0;
    }

    .layers tr {
      height: 34px;
    }

    .layers th,
    .layers td {
      padding-block: 0;
      vertical-align: middle;
      white-space: nowrap;
    }

    .layers thead th {
      font-size: 0.8125rem;
    }

    .layers tbody th {
      font-weight: 600;
      max-width: 14em;
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .layers tbody tr {
      cursor: default;
    }

    .layers tr.here > * {
      background: var(--wash);
    }

    .layers .said {
      color: var(--muted);
      font-size: 0.8125rem;
      min-width: 4.4em;
    }

    .wires {
      position: absolute;
      left: 3px;
      pointer-events: none;
      overflow: visible;
    }

    .wires path {
      fill: none;
      stroke: var(--muted);
      stroke-width: 1.25;
    }

    .wires path.lit {
      stroke: var(--ink);
      stroke-width: 2.5;
    }

    .wires circle {
      fill: var(--paper);
      stroke: var(--muted);
      stroke-width: 1.5;
    }

    .wires circle.lit {
      fill: var(--ink);
      stroke: var(--ink);
    }

    .parameters {
      display: inline-grid;
      grid-template-columns: 70px 5.2em;
      gap: calc(var(--space) * 2);
      align-items: center;
    }

    .sees {
      position: sticky;
      top: calc(var(--space) * 4);
      max-width: 260px;
    }

    .sees svg {
      display: block;
      width: 100%;
    }

    .sees rect {
      fill: none;
      stroke: var(--muted);
      stroke-width: 1;
      vector-effect: non-scaling-stroke;
    }

    .sees .frame {
      fill: var(--wash);
      stroke: var(--ink);
    }

    .sees .lit {
      stroke: var(--ink);
      stroke-width: 3;
      fill: color-mix(in srgb, var(--ink) 12%, transparent);
    }

    .sees p {
      margin: calc(var(--space) * 2) 0 0;
      color: var(--muted);
      font-size: 0.8125rem;
      min-height: 4.4em;
    }

    @container (max-width: 560px) {
      .layers th,
      .layers td {
        padding-inline-end: calc(var(--space) * 2.5);
      }

      .parameters {
        display: inline;
      }

      .parameters .track,
      .layers .said {
        display: none;
      }
    }

    @container (min-width: 820px) {
      .split {
        grid-template-columns: minmax(0, 1fr) 230px;
      }
    }
  `,
];
