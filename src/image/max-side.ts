/**
 * Longest side of a decoded picture, in pixels. Larger files are shrunk while they are read, so that memory stays
 * bounded (48 MB a picture); every network looks at far less.
 */
export const MAX_SIDE = 4096;

/** The size at which a picture of this size is read. */
export function boundedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
