import { css } from 'lit';

/** The card of a concept. */
export const verdictStyles = css`
  .card {
    gap: calc(var(--space) * 3);
    padding-top: calc(var(--space) * 4);
    border-top: 1px solid var(--line);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 1) calc(var(--space) * 3);
    align-items: baseline;
  }

  .what {
    font-size: 1.0625rem;
    font-weight: 600;
  }

  .verdict {
    padding: 1px 9px;
    border: 1.5px solid var(--ink);
    border-radius: 99px;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .head .verdict.shortcut {
    color: var(--paper);
    background: var(--ink);
  }

  .head .verdict.unclear {
    border-style: dashed;
  }

  .sentence {
    max-width: 38em;
    font-size: 0.9375rem;
  }

  .bars {
    display: grid;
    grid-template-columns: minmax(0, max-content) minmax(60px, 1fr) max-content;
    gap: calc(var(--space) * 1) calc(var(--space) * 3);
    align-items: center;
    font-size: 0.8125rem;
  }

  .bars .track > .evidence {
    background: var(--for);
  }

  .effect {
    container-type: inline-size;
    display: grid;
    gap: calc(var(--space) * 1);
  }

  .rows {
    display: grid;
    grid-template-columns: max-content minmax(60px, 1fr) minmax(4.5em, auto);
    gap: 0 calc(var(--space) * 3);
    align-items: center;
    font-size: 0.8125rem;
  }

  .rows > .unit {
    grid-column: 1 / 3;
    align-self: end;
  }

  .rows > .flips {
    white-space: nowrap;
  }

  .interval {
    display: block;
    width: 100%;
    height: 24px;
    overflow: visible;
  }

  .interval .tick {
    stroke: var(--line);
  }

  .interval .zero {
    stroke: var(--muted);
  }

  .interval .range {
    stroke: var(--ink);
    stroke-width: 2px;
  }

  .interval circle {
    fill: var(--ink);
    stroke: var(--ink);
    stroke-width: 2px;
  }

  .interval.hollow circle {
    fill: var(--paper);
  }

  .ticks {
    position: relative;
    height: 1.5em;
    color: var(--muted);
    font-size: 0.75rem;
  }

  .ticks > span {
    position: absolute;
    transform: translateX(-50%);
  }

  .looks,
  .experiments {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--space) * 3) calc(var(--space) * 8);
    align-items: start;
  }

  .pictures,
  .said {
    display: grid;
    gap: calc(var(--space) * 2);
    min-width: 0;
  }

  .said {
    gap: calc(var(--space) * 4);
  }

  /* Every second tick where they would overlap: it is the plot's own width that counts, beside another it has half the page. */
  @container (max-width: 400px) {
    .ticks > span:nth-child(even) {
      display: none;
    }
  }

  @container (min-width: 700px) {
    .experiments {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container (min-width: 860px) {
    .looks {
      grid-template-columns: 596px minmax(0, 1fr);
    }
  }
`;
