import { countOf, formatNumber } from '../format.js';
import type { PatchesDocument } from '../kinds/patches.js';

/** `Layer conv2: what excites 6 units most in 100 images; unit 3 answers strongest (4.21, in digit-12.png).` */
export function patchesFinding({ result }: PatchesDocument): string {
  const { layer, images, units } = result;
  const found = units.flatMap(({ unit, patches }) => patches.slice(0, 1).map((patch) => ({ unit, ...patch })));
  const about = `Layer ${layer}: what excites ${countOf(units.length, 'unit')} most in ${countOf(images, 'image')}`;
  if (found.length === 0) return `Layer ${layer}: nothing was found in ${countOf(images, 'image')}.`;
  const silent = found.filter(({ activation }) => activation <= 0).length;
  if (silent === found.length) return `${about}; no unit answers to any of them.`;
  const { unit, activation, image } = found.reduce((best, patch) =>
    patch.activation > best.activation ? patch : best,
  );
  const quiet = silent ? ` ${countOf(silent, 'unit')} never ${silent === 1 ? 'answers' : 'answer'}.` : '';
  return `${about}; unit ${unit} answers strongest (${formatNumber(activation)}, in ${image}).${quiet}`;
}
