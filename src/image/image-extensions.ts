/** Endings of image files, in the order messages name them. */
export const IMAGE_EXTENSIONS = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.tif', '.tiff', '.avif'] as const;

/** Whether a file is an image by its name. Hidden files are none. */
export function isImageName(name: string): boolean {
  return !name.startsWith('.') && IMAGE_EXTENSIONS.some((ending) => name.toLowerCase().endsWith(ending));
}
