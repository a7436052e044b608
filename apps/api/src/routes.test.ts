import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { permissions } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { createContainer } from './container.ts';
import { createLogger } from './platform/logger.ts';
import type { Route } from './platform/http/route.ts';
import { aConfig } from './testing/app.ts';

const { routes } = createContainer(aConfig(), { logger: createLogger('silent') });
const named = (list: readonly Route[]): [string, Route][] =>
  list.map((route) => [`${route.contract.method} ${route.contract.path}`, route]);
const writes = routes.filter(({ contract }) => contract.method !== 'get');
const personal = /^(patients|appointments|clinical|prescriptions|billing|audit|users):/;

describe('what every route declares', () => {
  test.each(named(routes))('%s names its realm, its rule, its scope and its weight', (_name, route) => {
    const isOpen = route.realm === 'open';
    expect(isOpen).toBe(route.access === 'public');
    expect(isOpen).toBe(route.scope === 'none');
    expect(route.weight).toBeGreaterThanOrEqual(1);
    expect(route.commands).toBeGreaterThanOrEqual(0);
  });

  test.each(named(writes))('the change by %s is audited', (_name, route) => {
    expect(['change', 'strict']).toContain(route.audit);
  });

  test.each(named(routes.filter(({ access }) => personal.test(access))))(
    '%s, which shows something about a person, is audited',
    (_name, route) => {
      expect(route.audit).not.toBe('none');
    },
  );

  test('no method and path is declared twice', () => {
    const names = named(routes).map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a right hides its control and refuses its route', () => {
  const sourcesIn = (folder: string): [string, string][] => {
    const root = fileURLToPath(new URL(folder, import.meta.url));
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !/\.test\.|testing\//.test(name),
    );
    return names.map((name) => [name, readFileSync(join(root, name), 'utf8')]);
  };
  const rightsIn = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? '');

  const uses = /(?:useCan\(|permission: |permissions\.includes\(|can\()'([a-z]+:[a-z]+)'/g;
  const asked = sourcesIn('../../web/src').flatMap(([name, text]) =>
    rightsIn(text, uses).map((right): [string, string] => [right, name]),
  );
  const known = new Set<string>(permissions);
  // Some rights decide inside a use case: what a caller with the route's right may do beyond the usual.
  const refused = new Set<string>([
    ...routes.map(({ access }) => access),
    ...sourcesIn('.').flatMap(([, text]) => rightsIn(text, /rights\.has\('([a-z]+:[a-z]+)'\)/g)),
  ]);

  test('the screens ask for rights', () => {
    expect(asked.length).toBeGreaterThan(10);
  });

  test.each(asked)('%s, asked for in %s, exists and is refused by the API', (permission) => {
    expect(known.has(permission)).toBe(true);
    expect(refused.has(permission)).toBe(true);
  });
});
