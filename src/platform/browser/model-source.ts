import type { ModelFiles } from '../../network/formats/model-files.js';
import { filesOfWeb } from '../../network/formats/web-files.js';
import { pageAddress } from './page-address.js';

/** The files of a model: the name of a network that ships, or an address, relative to the page. */
export async function openModel(location: string): Promise<ModelFiles> {
  if (/^[a-z0-9][a-z0-9-]*$/.test(location)) return filesOfWeb(shippedAddress(location));
  return filesOfWeb(new URL(location, pageAddress()).href);
}

/** The package's `models` folder, seen from `src/platform/browser` or, built, from somewhere in `dist`. */
function shippedAddress(name: string): string {
  const here = import.meta.url;
  const cut = Math.max(here.lastIndexOf('/dist/'), here.lastIndexOf('/src/'));
  if (cut < 0) throw new Error(`its files cannot be found from ${here}: give the address of its model.json`);
  return `${here.slice(0, cut)}/models/${name}/model.json`;
}
