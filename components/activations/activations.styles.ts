import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';
import { legendStyles } from '../shared/legend.js';

export const activationsStyles = [
  ...figureStyles,
  legendStyles,
  css`
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--space) * 5) calc(var(--space) * 8);
      align-items: start;
    }

    .side {
      display: grid;
      align-content: start;
      gap: calc(var(--space) * 3);
      min-width: 0;
    }

    .side p {
      margin: 0;
    }

    .title {
      font-size: 0.875rem;
      font-weight: 600;
    }

    .pair {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: calc(var(--space) * 3);
      align-items: start;
    }

    .input {
      position: relative;
      line-height: 0;
    }

    .input img,
    .input canvas {
      width: 100%;
      height: auto;
      outline: 1px solid var(--line);
    }

    .input.grid img,
    .input canvas {
      image-rendering: pixelated;
    }

    .pair .caption {
      margin-top: calc(var(--space) * 1.5);
    }

    .caption {
      color: var(--muted);
      font-size: 0.8125rem;
    }

    .choice .quiet {
      font-size: 0.8125rem;
    }

    .vector {
      display: grid;
      grid-template-columns: max-content minmax(60px, 1fr) max-content;
      gap: calc(var(--space) * 1) calc(var(--space) * 3);
      align-items: center;
      max-width: 36em;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .vector li {
      display: contents;
    }

    .vector .right {
      text-align: end;
    }

    .vector .track > span {
      background: var(--ink);
    }

    .vector .top {
      font-weight: 600;
    }

    @container (min-width: 680px) {
      .split.maps {
        grid-template-columns: minmax(0, 1fr) minmax(300px, 380px);
      }
    }
  `,
];
