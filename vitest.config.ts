import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { times } from './test/support/seed-for-all.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/support/own-configuration.ts',
      'test/support/seed-for-all.ts',
      'test/support/emulator-for-all.ts',
      'test/support/program-for-all.ts',
    ],
    setupFiles: ['test/support/property-runs.ts'],
    // A file at a time for each core and one more, as many wait for other programs; what they import is loaded once and keeps nothing.
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000 * times,
    hookTimeout: 120_000,
  },
});
