import { css } from 'lit';

/** What an outline means, as a little piece of it: solid is for, dashed against, dotted unclear. */
export const sampleStyles = css`
  .sample {
    display: inline-flex;
    gap: calc(var(--space) * 1.5);
    align-items: center;
  }

  .sample::before {
    content: '';
    flex: none;
    width: 18px;
    height: 12px;
    border: 2px solid var(--for);
  }

  .sample.against::before {
    border: 2px dashed var(--against);
  }

  .sample.unclear::before {
    border: 1px dotted var(--muted);
  }
`;
