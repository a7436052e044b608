import { expect, test } from 'vitest';
import { belowFloor, missingOptionals } from './check-lockfile.ts';

test.each([
  ['node_modules/express', '4.22.3', true],
  ['node_modules/express', '4.21.2', false],
  ['node_modules/express', '5.3.0', true],
  ['node_modules/router/node_modules/path-to-regexp', '8.4.2', true],
  ['node_modules/path-to-regexp', '8.3.9', false],
  ['node_modules/path-to-regexp', '6.3.0', true],
  ['node_modules/path-to-regexp', '0.1.12', false],
  ['node_modules/path-to-regexp', '0.1.13', true],
  ['node_modules/mongoose', '8.24.0-rc.1', true],
  ['node_modules/lodash', '4.17.9', false],
  ['node_modules/not-in-the-table', '0.0.1', true],
])('%s %s: allowed is %s', (place, version, isAllowed) => {
  expect(belowFloor({ [place]: { version } })).toHaveLength(isAllowed ? 0 : 1);
});

test('an optional binary that the lockfile lacks is named', () => {
  const packages = {
    'node_modules/tool': {
      version: '1.0.0',
      optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' },
    },
    'node_modules/tool-linux': { version: '1.0.0' },
  };
  expect(missingOptionals(packages)).toEqual(['node_modules/tool wants tool-mac, which the lockfile lacks']);
});
