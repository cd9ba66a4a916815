import { defineConfig } from 'vitest/config';

const shared = {
  globalSetup: ['tests/support/built-files.ts'],
  setupFiles: ['tests/support/no-console.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: ['node', 'module', 'default'] },
        ssr: { resolve: { conditions: ['node', 'module', 'default'] } },
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.{browser,package}.test.ts'],
          ...shared,
        },
      },
      { test: { name: 'browser', include: ['tests/**/*.browser.test.ts'], fileParallelism: false, ...shared } },
      { test: { name: 'package', include: ['tests/**/*.package.test.ts'], fileParallelism: false, ...shared } },
    ],
  },
});
