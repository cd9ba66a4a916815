import { html, nothing, type TemplateResult } from 'lit';
import { formatShare } from '../../src/document/index.js';
import type { LiftController } from './lift-controller.js';

/** One of a few names, all of them in sight. */
export function renderChoice(
  legend: string,
  names: readonly (string | TemplateResult)[],
  selected: number,
  choose: (index: number) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${names.map(
      (name, i) => html`<label class="choice"
        ><input type="radio" name=${legend} .checked=${i === selected} @change=${() => choose(i)} />${name}</label
      >`,
    )}
  </fieldset>`;
}

/** A share from none to all. */
export function renderShare(label: string, share: number, change: (share: number) => void): TemplateResult {
  const text = formatShare(share);
  return html`<label
    >${label}
    <input
      type="range"
      min="0"
      max="100"
      .value=${String(Math.round(100 * share))}
      aria-valuetext=${text}
      @input=${(event: Event) => change((event.currentTarget as HTMLInputElement).valueAsNumber / 100)}
    /><output class="number percent">${text}</output></label
  >`;
}

export function renderCheckbox(label: string, checked: boolean, change: (checked: boolean) => void): TemplateResult {
  return html`<label
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => change((event.currentTarget as HTMLInputElement).checked)}
    />${label}</label
  >`;
}

/** Shows the picture without what is laid over it. */
export function renderLift(lift: LiftController): TemplateResult {
  return html`<button
    type="button"
    aria-pressed=${lift.lifted}
    aria-keyshortcuts="O"
    @click=${() => lift.set(!lift.lifted)}
  >
    Image alone <span class="quiet">(key O)</span>
  </button>`;
}

/** A class with its probability, where that is known. */
export function className(label: string, probability: number | null): TemplateResult {
  return html`${label}
  ${probability === null ? nothing : html`<span class="quiet number">${formatShare(probability)}</span>`}`;
}
