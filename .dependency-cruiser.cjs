/**
 * Who may import whom, as patterns. Every rule is an error; the number is the one of the house style.
 * Type-only imports count: a type is a dependency of the reader as well. `export type … from` is not seen by the
 * tool: write `export { type … } from`.
 */
const api = '^apps/api/src/';
const modules = `${api}modules/`;
const web = '^apps/web/src/';
const tests = ['\\.(test|fixtures|spec)\\.tsx?$', '/testing/'];
/** They prepare what no use case would make in a minute: half a year of visits. */
const seeds = `${api}seeds/`;
const rules = '\\.rules\\.ts$';
/** Files that hold types alone. */
const types = '\\.types\\.ts$';

/**
 * Installed packages by their folder, missing ones by their bare name.
 * @param {string[]} names
 */
const packages = (...names) => [`(^|/)node_modules/(${names.join('|')})(/|$)`, `^(${names.join('|')})(/|$)`];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '01-no-runtime-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: '02-platform-knows-no-module',
      severity: 'error',
      from: { path: `${api}platform/`, pathNot: tests },
      to: { path: modules },
    },
    {
      name: '03-modules-meet-at-their-doors',
      severity: 'error',
      from: { path: `${modules}([^/]+)/`, pathNot: [rules, ...tests] },
      to: { path: modules, pathNot: [`${modules}$1/`, `${modules}[^/]+/index\\.ts$`] },
    },
    {
      // Behind a door are use cases, which a rule must not reach.
      name: '03-rules-take-the-types-of-other-modules',
      severity: 'error',
      from: { path: `${modules}([^/]+)/.*\\.rules\\.ts$` },
      to: { path: modules, pathNot: [`${modules}$1/`, types] },
    },
    {
      name: '03-everybody-else-enters-by-the-door',
      severity: 'error',
      from: { path: api, pathNot: [modules, seeds, ...tests] },
      to: { path: modules, pathNot: `${modules}[^/]+/index\\.ts$` },
    },
    {
      name: '04-models-stay-in-their-module',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [modules, seeds, ...tests] },
      to: { path: `${modules}.*\\.model\\.ts$` },
    },
    {
      name: '04-platform-models-stay-in-the-platform',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [`${api}platform/`, ...tests] },
      to: { path: `${api}platform/.*\\.model\\.ts$` },
    },
    {
      name: '04-doors-show-no-model',
      severity: 'error',
      from: { path: `${modules}[^/]+/index\\.ts$` },
      to: { path: '\\.model\\.ts$' },
    },
    {
      name: '05-routes-know-no-model',
      severity: 'error',
      from: { path: '\\.routes\\.ts$' },
      to: { path: '\\.model\\.ts$' },
    },
    {
      name: '06-mongoose-only-in-models-platform-migrations',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: ['\\.model\\.ts$', `${api}(platform|migrations)/`, ...tests],
      },
      to: { path: packages('mongoose', 'mongodb') },
    },
    {
      name: '07-express-only-in-routes-platform-app',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: ['\\.routes\\.ts$', `${api}platform/`, `${api}app\\.ts$`, ...tests],
      },
      to: { path: packages('express', '@types/express', '@types/express-serve-static-core') },
    },
    {
      name: '08-rules-are-pure',
      severity: 'error',
      from: { path: `${api}.*\\.rules\\.ts$` },
      to: {
        pathNot: [
          '^packages/(contracts|scheduling)/',
          rules,
          types,
          `${api}platform/errors(\\.ts$|/)`,
          `${api}platform/time(\\.ts$|/)`,
        ],
      },
    },
    {
      name: '08-types-lean-on-types',
      severity: 'error',
      from: { path: `${modules}.*${types}` },
      to: { pathNot: ['^packages/(contracts|scheduling)/', types] },
    },
    {
      name: '09-contracts-know-zod-alone',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: tests },
      to: { pathNot: ['^packages/contracts/src/', ...packages('zod')] },
    },
    {
      name: '10-web-never-imports-api',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/api/' },
    },
    {
      name: '10-api-never-imports-web',
      severity: 'error',
      from: { path: '^apps/api/' },
      to: { path: '^apps/web/' },
    },
    {
      name: '11-features-do-not-import-features',
      severity: 'error',
      from: { path: `${web}features/([^/]+)/`, pathNot: tests },
      to: { path: `${web}features/`, pathNot: `${web}features/$1/` },
    },
    {
      name: '12-ui-and-lib-know-no-feature',
      severity: 'error',
      from: { path: `${web}(ui|lib)/`, pathNot: tests },
      to: { path: `${web}(features|app)/` },
    },
    {
      name: '13-packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|bench|e2e|scripts)/' },
    },
    {
      name: '14-test-helpers-only-in-tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: '15-vendors-only-in-adapters',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: ['/adapters/', ...tests] },
      to: {
        path: packages(
          'stripe',
          'twilio',
          '@sendgrid',
          '@aws-sdk',
          '@sentry',
          '@stripe',
          'nodemailer',
          'web-push',
          'openid-client',
        ),
      },
    },
    {
      name: '16-every-import-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?(url|raw|worker|inline)$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/(dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
