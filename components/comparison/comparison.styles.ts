import { css } from 'lit';
import { cropStyles } from '../shared/crop.styles.js';
import { figureStyles } from '../shared/figure.styles.js';
import { readoutStyles } from '../shared/readout.styles.js';

export const comparisonStyles = [
  ...figureStyles,
  cropStyles,
  readoutStyles,
  css`
    .layer {
      display: grid;
      grid-template-columns: 19em minmax(0, 1fr);
      gap: calc(var(--space) * 4);
      padding: calc(var(--space) * 3) 0;
      border-top: 1px solid var(--line);
    }

    .head {
      display: flex;
      gap: calc(var(--space) * 3);
      font-size: 0.8125rem;
    }

    .head p {
      margin: 0;
    }

    .head .title {
      font-size: 0.875rem;
      font-weight: 600;
      overflow-wrap: anywhere;
    }

    .title .quiet {
      font-weight: 400;
    }

    .input {
      display: grid;
      flex: none;
      place-items: center;
      margin-top: 3px;
      border: 1px solid var(--line);
    }

    .input div {
      box-sizing: border-box;
      background: color-mix(in srgb, var(--ink) 18%, var(--paper));
      outline: 1px solid var(--muted);
    }

    .neighbours {
      margin-top: var(--space);
      font-variant-numeric: tabular-nums;
    }

    .bar {
      position: relative;
      display: block;
      width: 9em;
      height: 6px;
      margin-bottom: 2px;
      background: var(--line);
    }

    .bar i {
      position: absolute;
      inset: 0 auto 0 0;
      background: var(--ink);
    }

    .bar b {
      position: absolute;
      top: -3px;
      bottom: -3px;
      width: 2px;
      background: var(--muted);
      outline: 1px solid var(--paper);
    }

    .crops {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--space) * 3);
      align-items: flex-start;
    }

    .unit {
      min-width: 24px;
      cursor: pointer;
    }

    .four {
      display: grid;
      grid-template-columns: auto auto;
      gap: 3px;
      justify-content: start;
    }

    .unit[aria-selected='true'] .four,
    .unit:hover .four {
      outline: 2px solid var(--ink);
      outline-offset: 2px;
    }

    .unit .number {
      display: block;
      margin-top: 3px;
      color: var(--muted);
      font-size: 0.75rem;
      text-align: center;
    }

    .heading {
      margin: calc(var(--space) * 4) 0 calc(var(--space) * 2);
      font-size: 0.875rem;
      font-weight: 600;
    }

    .alike {
      max-height: none;
    }

    .similarity {
      width: auto;
    }

    .similarity td {
      padding-inline: calc(var(--space) * 1.5);
    }

    .steep {
      writing-mode: vertical-rl;
      transform: rotate(180deg);
    }

    @container (max-width: 560px) {
      .layer {
        grid-template-columns: minmax(0, 1fr);
        gap: calc(var(--space) * 2);
      }
    }

    @media print {
      .layer {
        break-inside: avoid;
      }
    }
  `,
];
