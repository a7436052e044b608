import { defineConfig } from 'vitest/config';

/** The scripts against two real processes; started by `scripts.ts`, which brings up what they need. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['bench/proof/**/*.proof.ts', 'bench/proof/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
