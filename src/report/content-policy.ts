import { sha256 } from '@noble/hashes/sha2.js';
import { uint8ArrayToBase64 } from 'uint8array-extras';

/**
 * The content security policy of a report: nothing is loaded from anywhere, and no script runs but those whose hashes are listed.
 * Styles are inline, as charts write theirs while they are drawn.
 */
export function contentPolicy(scriptHashes: readonly string[]): string {
  const scripts = scriptHashes.map((hash) => `'${hash}'`).join(' ');
  return [
    "default-src 'none'",
    'img-src data:',
    "style-src 'unsafe-inline'",
    `script-src ${scripts || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A script's text as a policy names it. */
export function scriptHash(script: string): string {
  return `sha256-${uint8ArrayToBase64(sha256(new TextEncoder().encode(script)))}`;
}
