import { css } from 'lit';
import { controlsStyles } from '../shared/controls.styles.js';
import { tokens } from '../shared/tokens.styles.js';

export const auditImageStyles = [
  tokens,
  controlsStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
    }

    p {
      margin: 0;
      overflow-wrap: anywhere;
    }

    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
    }

    .side {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 3);
      align-content: start;
      min-width: 0;
    }

    .small {
      font-weight: 600;
    }

    .note {
      color: var(--muted);
      font-size: 0.8125rem;
    }

    label:has(select) {
      max-width: 100%;
      min-width: 0;
    }

    label select {
      min-width: 0;
      max-width: 22em;
    }

    .stage {
      width: 100%;
      max-width: 560px;
      outline: 1px solid var(--line);
      overflow: hidden;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
    }

    .picture {
      filter: grayscale(0.85);
    }

    .picture.sharp image {
      image-rendering: pixelated;
    }

    .stage.lifted .picture {
      filter: none;
    }

    .stage.lifted .over {
      display: none;
    }

    .blank {
      fill: var(--wash);
    }

    path {
      vector-effect: non-scaling-stroke;
      stroke-linejoin: round;
    }

    .region {
      stroke: color-mix(in oklab, var(--for) 80%, #000);
      stroke-width: 0.75px;
    }

    .region.against {
      stroke: color-mix(in oklab, var(--against) 80%, #000);
      stroke-width: 1.5px;
      stroke-dasharray: 5 3;
    }

    .concept {
      fill: none;
      stroke: color-mix(in oklab, var(--for) 80%, #000);
      stroke-width: 3px;
    }

    .halo {
      fill: none;
      stroke: #fff;
      stroke-width: 6px;
    }

    .gone {
      fill: #8a8a8a;
      stroke: #8a8a8a;
      stroke-width: 1px;
    }

    .pointed {
      fill: none;
      stroke: #000;
      stroke-width: 3px;
    }

    .pointed.halo {
      stroke: #fff;
      stroke-width: 6px;
    }

    .hit {
      fill: transparent;
      cursor: pointer;
    }

    .said {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 2);
    }

    .outcome {
      font-size: 0.875rem;
    }

    .regions {
      max-height: 20em;
      overflow: auto;
      border-block: 1px solid var(--line);
    }

    .row {
      display: grid;
      grid-template-columns: 2em 4em minmax(30px, 1fr) 4.5em 5em;
      gap: calc(var(--space) * 2);
      align-items: center;
      width: 100%;
      min-height: 26px;
      padding: 0 calc(var(--space) * 1);
      border: 0;
      border-radius: 0;
      font-size: 0.8125rem;
      text-align: start;
    }

    .row.here {
      background: var(--wash);
    }

    .row[aria-pressed='true'] {
      box-shadow: none;
      text-decoration: line-through;
    }

    .row:focus-visible {
      outline-offset: -2px;
    }

    .row .number {
      text-align: end;
    }

    .bar i {
      display: block;
      height: 10px;
      background: var(--for);
    }

    .bar i.against {
      background: repeating-linear-gradient(90deg, var(--against) 0 4px, transparent 4px 6px);
    }

    @container (max-width: 420px) {
      .row {
        grid-template-columns: 1.5em 3.6em minmax(16px, 1fr) 3.6em 4.2em;
        gap: calc(var(--space) * 1);
      }
    }

    @container (min-width: 700px) {
      .split {
        grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
      }
    }

    table.live {
      border-collapse: collapse;
      width: 100%;
      max-width: 34rem;
      font-size: 0.8125rem;
    }
    .live.older td:last-child {
      opacity: 0.35;
    }
    .live th {
      text-align: start;
      font-weight: 400;
    }
    .live thead th {
      color: var(--muted);
    }
    .live :is(th, td) {
      padding: 0.2em 0.8em 0.2em 0;
      border-block-end: 1px solid var(--line);
    }
    .live td {
      width: 38%;
    }
    .live td .bar {
      display: inline-block;
      width: calc(100% - 5.5em);
      vertical-align: middle;
    }
    .live td .bar i {
      background: var(--ink);
    }
    .live td .number {
      display: inline-block;
      width: 5.5em;
      text-align: end;
      white-space: nowrap;
    }
  `,
];
