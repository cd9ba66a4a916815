import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { countOf, formatShare } from '../../src/document/index.js';
import type { LiveAnswer } from '../shared/live-question.js';
import type { LiveController } from './live-controller.js';

/** Classes whose probabilities are drawn. */
const MOST = 3;

/** What the classifier, run in this page, says without the removed regions; nothing where it was not run. */
export function renderLive(
  { answer, asking, problem }: LiveController,
  removed: number,
): TemplateResult | typeof nothing {
  if (problem !== undefined && !asking) return html`<p class="outcome" role="alert">${problem}</p>`;
  if (!answer) return asking ? html`<p class="outcome">The classifier is being started in this page …</p>` : nothing;
  return html`<p class="outcome">${asking ? 'The classifier is being asked …' : liveWords(answer, removed)}</p>
    <table class=${asking ? 'live older' : 'live'} aria-busy=${asking ? 'true' : 'false'} aria-label="Probabilities before and after">
      <thead>
        <tr><th scope="col">class</th><th scope="col">whole image</th><th scope="col">without what you removed</th></tr>
      </thead>
      <tbody>${shownClasses(answer).map((index) => renderRow(answer, index))}</tbody>
    </table>
    <p class="note">The classifier was run here, in this page (${answer.engine}). What is removed shows ${answer.donors ? `the pixels of ${countOf(answer.donors, 'other image')} there, in turn: the mean` : 'the mean colour of the data set'}.</p>`;
}

function renderRow({ classes, before, after }: LiveAnswer, index: number): TemplateResult {
  const cell = (share: number) =>
    html`<td><span class="bar" aria-hidden="true"><i style=${styleMap({ width: `${100 * share}%` })}></i></span><span class="number">${formatShare(share)}</span></td>`;
  return html`<tr><th scope="row">${classes[index] ?? index}</th>${cell(before[index])}${cell(after[index])}</tr>`;
}

/** That in a sentence. */
export function liveWords({ classes, before, after }: LiveAnswer, removed: number): string {
  const [first, now] = [highest(before), highest(after)];
  const name = (index: number) => `“${classes[index] ?? index}”`;
  const was = formatShare(before[first]);
  if (removed === 0)
    return `The classifier says ${name(first)} (${was}). Remove regions to see what it says without them.`;
  const is = formatShare(after[first]);
  const change =
    was === is ? `stays at ${is}` : `${after[first] < before[first] ? 'falls' : 'rises'} from ${was} to ${is}`;
  const turns =
    now === first ? 'The prediction stays.' : `The prediction becomes ${name(now)} (${formatShare(after[now])}).`;
  return `Without what you removed, ${name(first)} ${change}. ${turns}`;
}

/** The most probable classes, before or after. */
function shownClasses({ before, after }: LiveAnswer): readonly number[] {
  const most = before.map((share, index) => Math.max(share, after[index]));
  return Array.from(most.keys())
    .sort((a, b) => most[b] - most[a] || a - b)
    .slice(0, MOST);
}

const highest = (shares: readonly number[]) => shares.reduce((best, share, i) => (share > shares[best] ? i : best), 0);
