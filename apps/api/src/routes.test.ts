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
