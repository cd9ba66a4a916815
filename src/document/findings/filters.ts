import { decodeArray } from '../encode.js';
import { countOf, formatSigned } from '../format.js';
import type { FiltersDocument } from '../kinds/filters.js';

/** `Layer conv1: 8 kernels of 5 × 5; the strongest weight is −0.82, in kernel 3.` */
export function filtersFinding({ result }: FiltersDocument): string {
  const { shape, data } = decodeArray(result.kernels);
  const [height, width, inputs, outputs] = shape;
  const over = inputs > 1 ? ` over ${inputs} inputs` : '';
  const kernels = `Layer ${result.layer}: ${countOf(outputs, 'kernel')} of ${height} × ${width}${over}`;
  let strongest = 0;
  for (let at = 0; at < data.length; at++) if (Math.abs(data[at]) > Math.abs(data[strongest])) strongest = at;
  if (!data[strongest]) return `${kernels}; all weights are zero.`;
  return `${kernels}; the strongest weight is ${formatSigned(data[strongest])}, in kernel ${strongest % outputs}.`;
}
