import { css, html, nothing, type TemplateResult } from 'lit';
import { countOf, formatNumber, type QualityPart } from '../../src/document/index.js';

type Check = NonNullable<QualityPart['checks']>[number];
type Verdict = 'passes' | 'fails' | 'open';

const MARKS: Readonly<Record<Verdict, string>> = { passes: '✓', fails: '✗', open: '–' };
const WORDS: Readonly<Record<Verdict, string>> = { passes: 'passes', fails: 'fails', open: 'no limit' };
const ORDER: readonly Verdict[] = ['fails', 'passes', 'open'];

/** What was checked of a result: each check with its mark, its figure and what that means; failures first. Nothing if nothing was. */
export function renderTrust({ checks = [], verification }: QualityPart): TemplateResult | typeof nothing {
  if (!checks.length) return nothing;
  const sorted = checks.toSorted((a, b) => ORDER.indexOf(verdictOf(a)) - ORDER.indexOf(verdictOf(b)));
  return html`<section class="trust" part="trust" aria-label="How far to trust it">
    <p class="summary"><strong>How far to trust it</strong> <span class="quiet">${summary(checks)}</span></p>
    <ul>${sorted.map(renderCheck)}</ul>
    ${verification !== undefined ? nothing : html`<p class="quiet">Not verified against the network yet: run with <code>--verify</code>.</p>`}
  </section>`;
}

function renderCheck(check: Check): TemplateResult {
  const verdict = verdictOf(check);
  return html`<li class=${verdict}>
    <span class="mark" aria-hidden="true">${MARKS[verdict]}</span>
    <span class="name">${check.name.replaceAll('-', ' ')}<span class="unseen">, ${WORDS[verdict]}:</span></span>
    <span class="figure number">${check.value === null ? 'not defined' : formatNumber(check.value)}</span>
    <span class="means">${check.sentence}</span>
  </li>`;
}

function summary(checks: readonly Check[]): string {
  const count = (verdict: Verdict) => checks.filter((check) => verdictOf(check) === verdict).length;
  const parts = [
    count('fails') && `${countOf(count('fails'), 'check')} ${count('fails') === 1 ? 'fails' : 'fail'}`,
    count('passes') && `${countOf(count('passes'), 'check')} ${count('passes') === 1 ? 'passes' : 'pass'}`,
    count('open') && `${countOf(count('open'), 'figure')} without a limit`,
  ];
  return parts.filter(Boolean).join(', ');
}

function verdictOf({ passes }: Check): Verdict {
  if (passes === null) return 'open';
  return passes ? 'passes' : 'fails';
}

export const trustStyles = css`
  .trust {
    --fail: light-dark(#b3261e, #ff8a7d);
    padding-block: calc(var(--space) * 3);
    border-block: 1px solid var(--line);
    font-size: 0.8125rem;
  }

  .trust p,
  .trust ul {
    margin: 0;
    padding: 0;
  }

  .trust ul {
    display: grid;
    grid-template-columns: max-content max-content max-content minmax(0, 1fr);
    margin-block: calc(var(--space) * 2);
    list-style: none;
  }

  .trust li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    gap: 0 calc(var(--space) * 3);
    align-items: baseline;
    padding-block: calc(var(--space) * 0.75);
  }

  .trust .mark {
    min-width: 1.2em;
    font-weight: 700;
    text-align: center;
  }

  .trust .figure {
    text-align: end;
  }

  .trust .means {
    color: var(--muted);
    overflow-wrap: anywhere;
  }

  .trust .fails,
  .trust .fails .means {
    color: var(--fail);
  }

  .trust .fails .name {
    font-weight: 600;
  }

  .trust code {
    font-family: var(--mono);
  }

  @container (max-width: 560px) {
    .trust ul {
      grid-template-columns: max-content minmax(0, 1fr) max-content;
    }

    .trust .means {
      grid-column: 2 / -1;
    }
  }
`;
