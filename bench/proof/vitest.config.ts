import { defineConfig } from 'vitest/config';

/** The scripts against two real processes; started by `scripts.ts`, which brings up what they need. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['bench/proof/**/*.proof.ts'],
    // A thousand races of one script take minutes on a small machine.
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
