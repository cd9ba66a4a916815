import { html, type TemplateResult } from 'lit';

/** A native choice among names. */
export function renderSelect(
  label: string,
  names: readonly string[],
  selected: number,
  choose: (index: number) => void,
): TemplateResult {
  return html`<label
    ><span class="quiet">${label}</span>
    <select @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).selectedIndex)}>
      ${names.map((name, i) => html`<option .selected=${i === selected}>${name}</option>`)}
    </select></label
  >`;
}
