import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Three projects: pure units (no services), modules over HTTP on a real replica set, and the web in jsdom. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'packages/**/*.test.ts',
            'bench/**/*.test.ts',
            'apps/api/src/**/*.rules.test.ts',
            'apps/api/src/platform/**/*.unit.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'module',
          environment: 'node',
          include: ['apps/api/src/**/*.test.ts'],
          exclude: ['apps/api/src/**/*.rules.test.ts', 'apps/api/src/**/*.unit.test.ts'],
          globalSetup: ['apps/api/src/testing/global-setup.ts'],
          setupFiles: ['apps/api/src/testing/setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: 'apps/web/vite.config.ts',
        test: {
          name: 'web',
          root: 'apps/web',
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          setupFiles: [fileURLToPath(new URL('apps/web/src/testing/setup.ts', import.meta.url))],
        },
      },
    ],
  },
});
