import { css } from 'lit';
import { figureStyles } from '../shared/figure.styles.js';

export const predictionsStyles = [
  ...figureStyles,
  css`
    .images {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
      gap: calc(var(--space) * 4) calc(var(--space) * 6);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .images li {
      display: grid;
      grid-template-columns: 64px minmax(0, 1fr);
      gap: calc(var(--space) * 3);
      align-items: start;
      padding-top: calc(var(--space) * 3);
      border-top: 1px solid var(--line);
      break-inside: avoid;
    }

    .images li.wrong {
      border-top: 2px solid var(--ink);
    }

    img {
      width: 64px;
      height: auto;
      outline: 1px solid var(--line);
      image-rendering: pixelated;
    }

    .name {
      margin: 0 0 calc(var(--space) * 1);
      font-size: 0.8125rem;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      color: var(--muted);
    }

    .verdict {
      margin: 0 0 calc(var(--space) * 1);
      font-weight: 600;
    }

    .bars {
      display: grid;
      grid-template-columns: minmax(1.5em, max-content) minmax(30px, 1fr) 5em;
      gap: 2px calc(var(--space) * 2);
      align-items: center;
    }

    .images.named .bars {
      grid-template-columns: minmax(0, 1fr) 56px 5em;
    }

    .bars .class {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .bars .share {
      white-space: nowrap;
      text-align: end;
    }

    .bars .first {
      font-weight: 600;
    }

    .bars .first > span {
      background: var(--ink);
    }
  `,
];
