import type { NetworkGraph } from '../../network/network.js';
import { spatialLayer, spatialLayers } from '../../network/spatial-layers.js';
import { oneOf } from '../option-checks.js';
import { OptionTypeError } from '../option-error.js';
import { FUSIONS } from './fuse-layers.js';
import type { CamOptions } from './options.js';

/**
 * The layers whose cells are looked at: the named ones, `'all'` that have spatial extent and that the logits depend on (so
 * too where layers are to be fused and none is named), or the last of these.
 * @throws RangeError for a layer that does not exist (near names are offered) or has no spatial extent; TypeError for a
 * fusion that does not exist.
 */
export function camLayers(
  network: NetworkGraph,
  { fuse, layer = fuse && 'all' }: Pick<CamOptions, 'layer' | 'fuse'>,
): string[] {
  if (fuse !== undefined) oneOf('fuse', fuse, FUSIONS);
  const spatial = spatialLayers(network);
  if (layer === undefined || layer === 'all') {
    if (spatial.length === 0) {
      throw new RangeError(`Cannot map the cells of "${network.name}": none of its layers has spatial extent`);
    }
    return layer === 'all' ? [...spatial] : spatial.slice(-1);
  }
  const names = typeof layer === 'string' ? [layer] : layer;
  if (!Array.isArray(names) || names.length === 0) {
    throw new OptionTypeError('layer', 'Cannot use layer: expected a name, an array of names or "all"');
  }
  return names.map((name) => spatialLayer(network, name, 'map the cells of'));
}
