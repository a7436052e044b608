import path from 'node:path';
import { rolldown } from 'rolldown';
import { inRoot, inWorkFolder } from '../../scripts/lib/paths.mjs';

const inputs = { 'api-process': 'bench/proof/api-process.ts', seed: 'bench/proof/seed.ts' } as const;
export type Bundled = Readonly<Record<keyof typeof inputs, string>>;

/**
 * Bundles what the proof starts, as the product is bundled: a killed process is back in a second. Packages
 * stay outside.
 */
export const bundle = async (): Promise<Bundled> => {
  const dir = inWorkFolder('proof');
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(inputs).map(([name, file]) => [name, inRoot(file)])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@topsmile/'),
  });
  await build.write({ dir, format: 'esm', sourcemap: true, entryFileNames: '[name].mjs' });
  await build.close();
  return { 'api-process': path.join(dir, 'api-process.mjs'), seed: path.join(dir, 'seed.mjs') };
};
