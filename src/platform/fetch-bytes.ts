/**
 * What a URL holds: `http:`, `https:`, `data:`, `blob:`, or relative to the page in a browser.
 * @throws Error that says what came instead; the signal's reason when it is aborted.
 */
export async function fetchBytes(source: string | URL, signal?: AbortSignal): Promise<Uint8Array> {
  const url = String(source);
  const shown = url.length > 100 ? `${url.slice(0, 97)}...` : url;
  const response = await fetch(url, { signal: signal ?? null }).catch((error: unknown) => {
    signal?.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`Cannot read "${shown}": ${cause instanceof Error ? cause.message : cause}`);
  });
  if (!response.ok) throw new Error(`Cannot read "${shown}": the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
