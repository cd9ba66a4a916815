import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { tileStyles } from './tile.styles.js';
import { verdictStyles } from './verdict.styles.js';

export const auditStyles = [
  ...figureStyles,
  tileStyles,
  verdictStyles,
  css`
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 4);
    }

    .part {
      margin-top: calc(var(--space) * 5);
      padding-top: calc(var(--space) * 3);
      border-top: 2px solid var(--ink);
    }

    p {
      margin: 0;
      overflow-wrap: anywhere;
    }

    .title {
      font-size: 1.0625rem;
      font-weight: 600;
    }

    .small {
      font-weight: 600;
    }

    .note,
    .count {
      color: var(--muted);
      font-size: 0.8125rem;
    }

    .side-by-side {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 10);
      align-items: start;
    }

    .side-by-side > * {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 3);
      min-width: 0;
    }

    .accuracy table {
      width: 100%;
    }

    .accuracy th.wide,
    .accuracy td.wide {
      width: 34%;
    }

    .accuracy tr:last-child th,
    .accuracy tr:last-child td {
      border-bottom: 0;
    }

    .accuracy td.right {
      white-space: nowrap;
    }

    .accuracy td:last-child,
    .accuracy th:last-child {
      padding-inline-end: 0;
    }

    td .track {
      margin-top: 4px;
    }

    .limits {
      margin: 0;
      padding-inline-start: 1.2em;
      max-width: 60em;
      overflow-wrap: anywhere;
    }

    select {
      max-width: 22em;
    }

    label:has(select) {
      max-width: 100%;
      min-width: 0;
    }

    label select {
      min-width: 0;
    }

    dialog {
      width: min(72rem, calc(100vw - 24px));
      max-height: calc(100dvh - 24px);
      padding: calc(var(--space) * 5);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      color: var(--ink);
      background: var(--paper);
      overflow: auto;
    }

    dialog::backdrop {
      background: rgb(0 0 0 / 55%);
    }

    dialog[open] {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 3);
    }

    .top {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--space) * 2) calc(var(--space) * 5);
      justify-content: space-between;
      align-items: center;
    }

    .top .controls {
      gap: calc(var(--space) * 2);
    }

    button:disabled {
      color: var(--muted);
      cursor: default;
      opacity: 0.6;
    }

    @container (max-width: 480px) {
      .accuracy th,
      .accuracy td {
        padding-inline-end: calc(var(--space) * 2);
      }

      .accuracy td.wide {
        width: 24%;
      }
    }

    @container (min-width: 700px) {
      .side-by-side {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
      }
    }

    @media print {
      dialog {
        display: none;
      }

      .card {
        break-inside: avoid;
      }
    }
  `,
];
