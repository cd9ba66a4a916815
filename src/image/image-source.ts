/** A path (Node), a URL (also `data:`), or what a file holds. */
export type ImageSource = string | URL | Blob | ArrayBuffer | Uint8Array;

/** How an image is named that was given without a name: by its file. */
export function imageName(source: ImageSource): string {
  if (source instanceof Blob) return 'name' in source && typeof source.name === 'string' ? source.name : 'image';
  if (typeof source !== 'string' && !(source instanceof URL)) return 'image';
  const text = String(source);
  if (/^(data|blob):/i.test(text)) return 'image';
  const path = isUrl(text) ? decoded(text.replace(/[?#].*$/s, '')) : text;
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? text;
}

/** Whether this is a URL and not a path (`C:\` is a path). */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
