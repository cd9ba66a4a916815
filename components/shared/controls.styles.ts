import { css } from 'lit';

/** What a person may change of a figure; paper has nothing to press. */
export const controlsStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 2) calc(var(--space) * 5);
    align-items: center;
  }

  .controls:empty {
    display: none;
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--space) * 1.5);
    align-items: center;
  }

  legend {
    float: left;
    padding: 0;
    margin-inline-end: calc(var(--space) * 2);
    color: var(--muted);
  }

  label {
    display: inline-flex;
    gap: calc(var(--space) * 2);
    align-items: center;
    min-height: 28px;
  }

  .choice {
    padding: calc(var(--space) * 0.5) calc(var(--space) * 2.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .choice:has(:checked) {
    border-color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--ink);
  }

  .choice:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .choice input {
    position: absolute;
    opacity: 0;
    width: 1px;
    height: 1px;
  }

  input,
  select,
  button {
    font: inherit;
    color: inherit;
    accent-color: var(--accent);
  }

  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
  }

  input[type='range'] {
    width: 10em;
    min-height: 24px;
  }

  input[type='text'],
  select,
  button {
    min-height: 30px;
    max-width: 100%;
    padding: calc(var(--space) * 0.75) calc(var(--space) * 2.5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }

  button {
    cursor: pointer;
  }

  button:hover,
  .choice:hover,
  select:hover {
    border-color: var(--muted);
  }

  button[aria-pressed='true'] {
    border-color: var(--ink);
    box-shadow: inset 0 0 0 1px var(--ink);
  }

  @media print {
    .controls {
      display: none;
    }
  }
`;
