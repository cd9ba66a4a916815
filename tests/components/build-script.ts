import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { uint8ArrayToBase64 } from 'uint8array-extras';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Builds the one-file script from the elements as they are now; it takes less than a second. */
export function buildScript(): void {
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // The test runner's own NODE_ENV would bundle the development build of Lit.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [vite, 'build', '--mode', 'script', '--logLevel', 'error'], {
    cwd: root,
    env,
    stdio: 'pipe',
  });
}

/** JSON that may stand in a script element. */
export function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A page with the classic script and this body. */
export function pageOf(body: string, head = ''): { readonly html: string } {
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>convlens</title>
      <style>:root { color-scheme: light dark }</style><script src="/convlens.js"></script>${head}</head>
      <body><main><h1>A page</h1>${body}</main></body></html>`,
  };
}

/** An element with its document as a JSON child. */
export function elementOf(tag: string, documents: unknown, attributes = ''): string {
  return `<${tag} ${attributes}><script type="application/json">${inlineJson(documents)}</script></${tag}>`;
}

/** The address of a JSON text. */
export function jsonUrl(value: unknown): string {
  return `data:application/json;base64,${uint8ArrayToBase64(new TextEncoder().encode(JSON.stringify(value)))}`;
}
