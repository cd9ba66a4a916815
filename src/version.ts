import manifest from '../package.json' with { type: 'json' };

/** The version of convlens, as documents name it. */
export const VERSION: string = manifest.version;
