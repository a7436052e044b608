import { defineConfig, type Plugin } from 'rolldown';

/**
 * What cannot travel inside a bundle: compiled code, files that are found by their place on disk, and what
 * the database driver asks for without needing it.
 */
const outside = [
  /^@node-rs\//,
  /^sharp$/,
  /^swagger-ui-dist/,
  /^(kerberos|snappy|socks|gcp-metadata|aws4|@mongodb-js\/zstd|mongodb-client-encryption)(\/|$)/,
  /^@aws-sdk\//,
];

/** umzug brings a command line of its own, with a parser of a megabyte; ours calls umzug as a library. */
const withoutUmzugCli: Plugin = {
  name: 'without-umzug-cli',
  resolveId: (source, importer) =>
    source === './cli' && importer?.includes('/umzug/lib/') === true ? '\0umzug-cli' : null,
  load: (id) => (id === '\0umzug-cli' ? 'export class UmzugCLI {}' : null),
};

/** Of the whole world's holidays the product asks for one country's; the rest would be read and kept at every start. */
const brazilianHolidays: Plugin = {
  name: 'brazilian-holidays',
  load: async (id) => {
    if (!id.endsWith('date-holidays/src/data.js')) return null;
    const { data } = await import('date-holidays/data');
    const { BR } = data.holidays;
    return `export const data = ${JSON.stringify({ ...data, holidays: { BR } })}`;
  },
};

/** Two bundles, packages included: a start reads a few files instead of hundreds. */
export default defineConfig({
  input: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
  platform: 'node',
  external: outside,
  plugins: [withoutUmzugCli, brazilianHolidays],
  output: {
    dir: 'dist',
    format: 'esm',
    sourcemap: true,
    cleanDir: true,
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
