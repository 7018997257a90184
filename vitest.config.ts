import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/emulator-for-all.ts', 'test/support/program-for-all.ts'],
    // A file at a time for each core and one more, as many wait for other programs; what they import is loaded once and keeps nothing.
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
