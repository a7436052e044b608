import { defineConfig } from 'rolldown';

/** Two bundles, packages left outside: fast to start, nothing duplicated. */
export default defineConfig({
  input: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
  platform: 'node',
  external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@topsmile/'),
  output: { dir: 'dist', format: 'esm', sourcemap: true, cleanDir: true },
});
