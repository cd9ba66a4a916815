import { strToU8, zlibSync } from 'fflate';
import { toBase64 } from '../base64.js';

/** A script element whose JSON is packed (zlib, base64), with more attributes: the same for the same JSON. */
export function packedScript(json: string, attributes = ''): string {
  const packed = toBase64(zlibSync(strToU8(json), { level: 6 }));
  return `<script type="application/json"${attributes} data-packed="deflate">${packed}</script>`;
}
