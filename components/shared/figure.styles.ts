import { css } from 'lit';
import { controlsStyles } from './controls.styles.js';
import { tokens } from './tokens.styles.js';

/** The skeleton of every figure, top-down: finding, picture, legend, method, disclosures. */
export const figureStyles = [
  tokens,
  controlsStyles,
  css`
    :host {
      display: block;
      container-type: inline-size;
      background: var(--paper);
    }

    figure {
      margin: 0;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 4);
    }

    .finding {
      margin: 0;
      max-width: 46em;
      font-size: 1.125rem;
      font-weight: 600;
      line-height: 1.35;
      text-wrap: balance;
      overflow-wrap: anywhere;
    }

    .together {
      white-space: nowrap;
    }

    .quality {
      margin: calc(var(--space) * 1.5) 0 0;
      max-width: 60em;
      color: var(--muted);
      overflow-wrap: anywhere;
    }

    .quality.doubt {
      padding-inline-start: calc(var(--space) * 3);
      border-inline-start: 3px solid var(--ink);
      color: var(--ink);
    }

    .problem {
      margin: 0;
      padding: calc(var(--space) * 3);
      border: 1px solid var(--line);
      border-inline-start: 3px solid var(--ink);
      border-radius: var(--radius);
      overflow-wrap: anywhere;
    }

    .legend,
    .method {
      margin: 0;
      color: var(--muted);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }

    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--space) * 2) calc(var(--space) * 5);
      align-items: center;
    }

    details {
      border-top: 1px solid var(--line);
      font-size: 0.8125rem;
    }

    details + details {
      margin-top: calc(var(--space) * -4);
    }

    summary {
      min-height: 28px;
      padding: calc(var(--space) * 1.5) 0;
      color: var(--muted);
      cursor: pointer;
    }

    summary:hover {
      color: var(--ink);
    }

    .scroll {
      max-height: 26em;
      overflow: auto;
    }

    table {
      border-collapse: collapse;
      font-size: 0.8125rem;
    }

    th,
    td {
      padding: calc(var(--space) * 1) calc(var(--space) * 4) calc(var(--space) * 1) 0;
      border-bottom: 1px solid var(--line);
      text-align: start;
      vertical-align: top;
      font-weight: 400;
    }

    thead th {
      color: var(--muted);
    }

    th.right,
    td.right {
      text-align: end;
    }

    td.right {
      font-family: var(--mono);
      font-size: 0.92em;
      font-variant-numeric: tabular-nums;
    }

    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: calc(var(--space) * 1) calc(var(--space) * 4);
      margin: calc(var(--space) * 3) 0;
    }

    dt {
      color: var(--muted);
    }

    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }

    .track {
      display: block;
      position: relative;
      height: 12px;
      min-width: 40px;
      background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat;
    }

    .track > span {
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      background: var(--muted);
    }

    @container (max-width: 420px) {
      dl {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }

      dd {
        margin-bottom: calc(var(--space) * 2);
      }
    }

    @media print {
      .screen {
        display: none;
      }

      .scroll {
        max-height: none;
        overflow: visible;
      }

      details::details-content {
        content-visibility: visible;
        display: block;
      }

      figure {
        break-inside: auto;
      }
    }
  `,
];
