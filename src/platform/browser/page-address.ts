/** What relative addresses are relative to: the page, or the script of a worker. */
export function pageAddress(): string {
  return typeof document === 'undefined' ? globalThis.location.href : document.baseURI;
}
