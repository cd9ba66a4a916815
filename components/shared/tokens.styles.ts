import { css } from 'lit';

/**
 * What a page may override, on any ancestor: `--convlens-ink`, `-paper`, `-muted`, `-line`, `-accent`, `-for`, `-against`, `-space`,
 * `-radius`, `-font`, `-mono`. Light or dark follows the page's `color-scheme`; the colours of data stay as they are.
 */
export const tokens = css`
  :host {
    --ink: var(--convlens-ink, light-dark(#1c1e21, #e9e7e2));
    --paper: var(--convlens-paper, Canvas);
    --muted: var(--convlens-muted, light-dark(#5b6067, #a6aaaf));
    --line: var(--convlens-line, light-dark(#dddcd7, #3a3e43));
    --wash: color-mix(in srgb, var(--ink) 6%, var(--paper));
    --accent: var(--convlens-accent, light-dark(#43484f, #cfd2d6));
    --for: var(--convlens-for, #d9660a);
    --against: var(--convlens-against, #3b82c4);
    --space: var(--convlens-space, 4px);
    --radius: var(--convlens-radius, 4px);
    --font: var(--convlens-font, system-ui, sans-serif);
    --mono: var(--convlens-mono, ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace);
    box-sizing: border-box;
    color: var(--ink);
    font: 400 0.875rem / 1.45 var(--font);
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 2px;
  }

  .quiet {
    color: var(--muted);
  }

  .number {
    font-family: var(--mono);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media print {
    :host {
      color-scheme: light;
      --ink: #000;
      --paper: #fff;
      --muted: #333;
      --line: #999;
      --accent: #000;
    }
  }
`;
