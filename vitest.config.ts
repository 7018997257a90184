import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/emulator-for-all.ts', 'test/support/program-for-all.ts'],
    // Each core takes a file at a time; files keep nothing in what they import, so that it is loaded once.
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
