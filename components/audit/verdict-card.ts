import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { countOf, formatShare } from '../../src/document/index.js';
import { renderEffect } from './effect-plot.js';
import type { AuditConcept } from './gallery-images.js';
import { renderTile, spriteStyle } from './tile.js';
import { moveAmongTiles } from './tile-keys.js';

/** A verdict as a mark and a word. */
export const VERDICTS = {
  shortcut: { mark: '▲', word: 'Shortcut' },
  object: { mark: '●', word: 'Part of the object' },
  unclear: { mark: '?', word: 'Unclear' },
} as const;

/** Size of a tile of the contact sheet in CSS pixels. */
const TILE = 96;

export interface VerdictCard {
  readonly concept: AuditConcept;
  /** From 1, the strongest first. */
  readonly rank: number;
  /** Opens an image; nothing where it cannot be. */
  readonly open: (name: string) => void;
  readonly fills: (content: () => TemplateResult) => TemplateResult;
}

/** One concept: its verdict, what it looks like, how much it holds, and what the experiments on it gave. */
export function renderVerdict({ concept, rank, open, fills }: VerdictCard): TemplateResult {
  const { verdict, sentence } = concept;
  const { mark, word } = VERDICTS[verdict];
  return html`<section class="card ${verdict}" aria-label=${`Verdict ${rank}: ${word}, ${descriptionOf(concept)}`}>
    <p class="head">
      <span class="verdict ${verdict}"><span aria-hidden="true">${mark}</span> ${word}</span>
      <span class="what">${capitalised(descriptionOf(concept))}</span>
      <span class="quiet">speaks for “${concept.class}” in ${countOf(concept.members.length, 'image')}</span>
    </p>
    <div class="looks">
      <div class="pictures">${renderSheet(concept, open)}</div>
      <div class="said">
        <p class="sentence">${sentence}</p>
        ${renderShares(concept)}
      </div>
    </div>
    <div class="experiments">${renderExperiments(concept)}</div>
    ${concept.fills ? fills(() => renderFills(concept)) : nothing}
  </section>`;
}

export function descriptionOf({ description, id }: AuditConcept): string {
  return description ?? id;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function renderSheet({ sheet, class: name }: AuditConcept, open: (image: string) => void): TemplateResult {
  if (!sheet) return html`<p class="quiet">This document holds no pictures of it.</p>`;
  return html`<div class="sheet" role="group" aria-label=${`Where it speaks for ${name}`} style=${spriteStyle(sheet)} @keydown=${moveAmongTiles}>
      ${sheet.images.map(
        (image, i) =>
          html`<button type="button" class="thumb" tabindex=${i ? -1 : 0} aria-label=${`Open ${image}`} @click=${() => open(image)}>
            ${renderTile(sheet, i, TILE)}<span class="tip">${image}</span>
          </button>`,
      )}
    </div>
    <p class="note">Outlined in colour: the concept. Everything else is grey.</p>`;
}

function renderShares({ shareOfEvidence, shareOfArea, outsideMask, class: name }: AuditConcept): TemplateResult {
  const bar = (words: string, share: number | null | undefined, kind: string) =>
    share === null || share === undefined
      ? nothing
      : html`<span>${words}</span
          ><span class="track"><span class=${kind} style=${styleMap({ width: `${100 * share}%` })}></span></span
          ><span class="number">${formatShare(share)}</span>`;
  return html`<div class="bars">
    ${bar(`of the evidence for “${name}”`, shareOfEvidence, 'evidence')}
    ${bar('of the area of these images', shareOfArea, 'area')}
    ${bar('of it outside the objects', outsideMask, 'area')}
  </div>`;
}

function renderExperiments({ removed, control, added, class: name }: AuditConcept): TemplateResult {
  return html`${renderEffect({
    title: 'Taken out of images that show it',
    unit: `Fall of the probability of “${name}”`,
    flip: `no longer “${name}”`,
    effect: removed,
    control,
    difference: removed.difference,
    differenceInterval: removed.differenceInterval,
    p: removed.p,
  })}${
    added
      ? renderEffect({
          title: 'Brought into images that do not show it',
          unit: `Rise of the probability of “${name}”`,
          flip: `now “${name}”`,
          effect: added,
          control: added.control,
          difference: added.difference,
          differenceInterval: added.differenceInterval,
          p: added.p,
        })
      : html`<p class="note">It was not brought into other images: none could take it.</p>`
  }`;
}

/** What each fill shows where something was removed. */
const FILLS: Readonly<Record<string, string>> = {
  swap: 'pixels of other images',
  blur: 'a blur of the image',
  mean: 'the mean colour',
  noise: 'noise',
};

function renderFills({ fills = {}, removed }: AuditConcept): TemplateResult {
  const change = ({ deltaProbability }: { deltaProbability: number }) => deltaProbability.toFixed(2).replace('-', '−');
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Other fills"><table>
    <thead>
      <tr><th>Replaced by</th><th class="right">Flips</th><th class="right">Fall</th><th class="right">Random: flips</th><th class="right">Fall</th></tr>
    </thead>
    <tbody>
      ${Object.entries(fills).map(
        ([name, effect]) => html`<tr>
          <td>${FILLS[name] ?? name}${name === removed.fill ? ' (shown above)' : ''}</td>
          <td class="right">${effect.flips} of ${effect.images}</td><td class="right">${change(effect)}</td>
          <td class="right">${effect.control.flips} of ${effect.control.images}</td><td class="right">${change(effect.control)}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}

/** `2 shortcuts, 1 unclear` */
export function verdictCounts(concepts: readonly AuditConcept[]): string {
  const words = { shortcut: 'shortcut', object: 'part of the object', unclear: 'unclear' } as const;
  return (['shortcut', 'object', 'unclear'] as const)
    .map((verdict) => [verdict, concepts.filter((concept) => concept.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${words[verdict]}${verdict === 'shortcut' && count > 1 ? 's' : ''}`)
    .join(', ');
}
