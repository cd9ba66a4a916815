import { afterEach, beforeEach, expect, vi } from 'vitest';

// Unexpected console output fails the test that made it; a test that expects some spies on the console itself.
const silent = ['log', 'info', 'warn', 'error'] as const;

beforeEach(() => {
  for (const level of silent) vi.spyOn(console, level);
});

afterEach(() => {
  for (const level of silent) {
    const spy = console[level];
    if (vi.isMockFunction(spy)) {
      const calls = [...spy.mock.calls];
      spy.mockRestore();
      expect(calls, `unexpected console.${level}`).toEqual([]);
    }
  }
});
