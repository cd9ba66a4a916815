import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { type AuditDocument, countOf, formatShare } from '../../src/document/index.js';
import { confusions } from './confusions.js';

/** How often it is right, by group, and what it takes for what. */
export function renderAccuracy(document: AuditDocument): TemplateResult {
  const { groups = [], accuracy, images } = document.result;
  if (accuracy === undefined || accuracy === null) {
    return html`<p class="quiet">Whether its predictions are right is not known: the images have no labels.</p>`;
  }
  const labelled = images.filter(({ label }) => label !== null).length;
  const rows = [...groups, { name: groups.length ? 'all' : 'all images', images: labelled, accuracy }];
  const mixed = confusions(document);
  return html`<div class="accuracy">
    <table aria-label="How often it is right">
      <thead>
        <tr><th>Images</th><th class="wide">Predicted right</th><th class="right"><span class="unseen">Share</span></th><th class="right"><span class="unseen">Count</span></th></tr>
      </thead>
      <tbody>
        ${rows.map(renderGroup)}
      </tbody>
    </table>
    ${mixed.length ? html`<p>${mixed.join('; ')}.</p>` : html`<p class="quiet">No labelled image is taken for another class.</p>`}
  </div>`;
}

type Group = NonNullable<AuditDocument['result']['groups']>[number];

function renderGroup({ name, images, accuracy }: Pick<Group, 'name' | 'images' | 'accuracy'>): TemplateResult {
  if (accuracy === null) {
    return html`<tr><th scope="row">${name}</th><td class="quiet" colspan="2">no labels</td><td class="right">${countOf(images, 'image')}</td></tr>`;
  }
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="wide"><span class="track"><span style=${styleMap({ width: `${100 * accuracy}%` })}></span></span></td>
    <td class="right">${formatShare(accuracy)}</td>
    <td class="right">${Math.round(accuracy * images)} of ${images}</td>
  </tr>`;
}

/** What was not tested, what an audit cannot show, and images that could not be used. */
export function renderLimits({ result, quality }: AuditDocument): TemplateResult {
  const { skipped = [] } = result;
  return html`<ul class="limits">
      ${quality.sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${
      skipped.length
        ? html`<p class="small">Images that could not be used</p>
            <ul class="limits">
              ${skipped.map(({ image, reason }) => html`<li>${image}: ${reason}</li>`)}
            </ul>`
        : nothing
    }`;
}

/** What is said of each image. */
export function renderImageTable({ images }: AuditDocument['result']): TemplateResult {
  return html`<table>
      <thead>
        <tr><th>Image</th><th>Label</th><th>Predicted</th><th class="right">Probability</th><th>Group</th><th class="right">Evidence outside the object</th></tr>
      </thead>
      <tbody>
        ${images.map(
          ({ name, label, predicted, probability, group, outsideMask }) => html`<tr>
            <td>${name}</td><td>${label ?? '–'}</td><td>${predicted}</td><td class="right">${formatShare(probability)}</td>
            <td>${group ?? '–'}</td><td class="right">${outsideMask == null ? '–' : formatShare(outsideMask)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}
