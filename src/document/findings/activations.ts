import { countOf, formatNumber } from '../format.js';
import type { ActivationsDocument } from '../kinds/activations.js';

/** `conv2 answers with 14 of 16 channels; 2 stay silent (dead) on this image.` */
export function activationsFinding({ result }: ActivationsDocument): string {
  const layers = result.layers.map(({ name, channels }) => ({
    name,
    channels: channels.length,
    dead: channels.filter(({ dead }) => dead).length,
  }));
  const channels = layers.reduce((total, layer) => total + layer.channels, 0);
  const dead = layers.reduce((total, layer) => total + layer.dead, 0);
  const who = layers.length === 1 ? layers[0].name : `${layers.length} layers`;
  const verb = layers.length === 1 ? 'answers' : 'answer';
  if (channels === 0) return 'No layer was looked at.';
  if (dead === 0) return `${who} ${verb} with all ${countOf(channels, 'channel')}: none is silent on this image.`;
  const silent = `${dead} ${dead === 1 ? 'stays' : 'stay'} silent (dead) on this image`;
  const where = layers.length === 1 ? '' : mostSilent(layers.filter((layer) => layer.dead > 0));
  return `${who} ${verb} with ${formatNumber(channels - dead)} of ${countOf(channels, 'channel')}; ${silent}${where}.`;
}

function mostSilent(layers: readonly { readonly name: string; readonly dead: number }[]): string {
  if (layers.length === 1) return `, all in ${layers[0].name}`;
  const most = layers.reduce((worst, layer) => (layer.dead > worst.dead ? layer : worst));
  return `, most in ${most.name} (${most.dead})`;
}
