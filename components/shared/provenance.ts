import { html, nothing, type TemplateResult } from 'lit';
import { type ConvlensDocument, formatNumber } from '../../src/document/index.js';
import { formatDuration } from './format.js';

/** Where a result comes from: model, image, every option, what it cost; and the document itself, to keep. */
export function renderProvenance(document: ConvlensDocument): TemplateResult {
  const { model, method, provenance } = document;
  const options = Object.entries(method.options).map(([name, value]) => `${name} ${formatOption(value)}`);
  const cost = [
    `${formatNumber(provenance.forwardPasses)} forward`,
    `${formatNumber(provenance.backwardPasses)} backward`,
  ].join(' and ');
  return html`<dl part="provenance">
    <dt>Model</dt>
    <dd>${model.name}${model.fingerprint ? html`, SHA-256 <span class="number">${model.fingerprint}</span>` : nothing}</dd>
    ${'image' in document ? html`<dt>Image</dt><dd>${imageLine(document.image)}</dd>` : nothing}
    <dt>Method</dt>
    <dd>${method.name}${options.length ? `: ${options.join(', ')}` : ''}</dd>
    ${method.seed === null ? nothing : html`<dt>Seed</dt><dd>${method.seed}</dd>`}
    <dt>Made by</dt>
    <dd>convlens ${provenance.convlens}, engine ${provenance.engine}, ${provenance.duration === null ? '' : `${formatDuration(provenance.duration)}, `}${cost} passes</dd>
    <dt class="screen">Document</dt>
    <dd class="screen"><button type="button" @click=${() => save(document)}>Save as JSON</button></dd>
  </dl>`;
}

function imageLine(image: unknown): string {
  const { name, width, height } = image as { name: string; width: number; height: number };
  return `${name}, ${width} × ${height} pixels`;
}

function formatOption(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function save(value: ConvlensDocument): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify({ documents: [value] })], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `${value.kind}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
