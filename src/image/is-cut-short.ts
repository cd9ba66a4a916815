/**
 * Whether a JPEG ends before its picture does. Browsers show what is there of such a file and fill the rest with grey;
 * of other formats cut short they say themselves that they cannot be read.
 */
export function isCutShort(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  const scan = startOfScan(bytes);
  for (let i = scan; i >= 0 && i + 1 < bytes.length; i++) {
    // Inside a scan 0xff is followed by 0 or a restart: this can only be the end of the image.
    if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return false;
  }
  return true;
}

/** Where the segments before the pixels end (a thumbnail among them has an end of its own), or -1. */
function startOfScan(bytes: Uint8Array): number {
  let at = 2;
  while (at + 3 < bytes.length) {
    if (bytes[at] !== 0xff) return -1;
    const marker = bytes[at + 1];
    if (marker === 0xda) return at;
    // 0xff may be repeated before a marker.
    at += marker === 0xff ? 1 : 2 + (bytes[at + 2] << 8) + bytes[at + 3];
  }
  return -1;
}
