import type { ImageSource } from './read-image.js';

/** Endings of image files, in the order messages name them. */
export const IMAGE_EXTENSIONS = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.tif', '.tiff', '.avif'] as const;

/** Whether a file is an image by its name. Hidden files are none. */
export function isImageName(name: string): boolean {
  return !name.startsWith('.') && IMAGE_EXTENSIONS.some((ending) => name.toLowerCase().endsWith(ending));
}

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
