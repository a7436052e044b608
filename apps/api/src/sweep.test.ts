import { can, grantablePermissions, type Permission, permissionsOf, roles } from '@topsmile/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from './platform/http/route.ts';
import { anApp } from './testing/app.ts';
import { aBrowser, type Browser } from './testing/client.ts';
import { aMember, aPerson } from './testing/people.ts';
import { aFullClinic } from './testing/full-clinic.ts';
import { aRequestFor, pathOf } from './testing/sample.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
const { routes } = testApp.container;
const guarded = routes.filter(({ access }) => access !== 'public');
const withPermission = guarded.filter(({ access }) => access !== 'signed-in');
const named = (list: readonly Route[]): [string, Route][] =>
  list.map((route) => [`${route.contract.method} ${route.contract.path}`, route]);

const call = (
  browser: Browser,
  { contract, upload }: Pick<Route, 'contract' | 'upload'>,
  ids: Record<string, string> = {},
) => {
  if (upload !== undefined) return browser.upload(pathOf(contract, ids), Buffer.from('x'), 'x.png');
  const { body, query } = aRequestFor(contract);
  const path = pathOf(contract, ids);
  if (contract.method === 'get') return browser.get(path, query);
  const search = new URLSearchParams(query as Record<string, string>).toString();
  const address = search === '' ? path : `${path}?${search}`;
  if (contract.method === 'delete') return browser.delete(address);
  return browser[contract.method](address, body);
};

describe('access', () => {
  test.each(named(guarded))('without a session %s answers 401', async (_name, route) => {
    const browser = aBrowser(testApp.app);
    await browser.get('/csrf-token');
    expect((await call(browser, route)).status).toBe(401);
  });

  const cells = roles.flatMap((role) => withPermission.map((route) => ({ role, route })));
  const browsers = new Map<string, Browser>();
  beforeAll(async () => {
    const clinic = await aFullClinic(testApp);
    for (const role of roles) browsers.set(role, await aMember(testApp, clinic.clinicId, role));
  });

  test.each(
    cells.map(({ role, route }) => [role, `${route.contract.method} ${route.contract.path}`, route] as const),
  )('as %s, %s follows the matrix', async (role, _name, route) => {
    const { access } = route;
    const browser = browsers.get(role);
    if (browser === undefined || access === 'public' || access === 'signed-in')
      throw new Error('a guarded cell');
    const { status } = await call(browser, route);
    const answer = [401, 403, 500].includes(status) ? status : 'let in';
    expect(answer).toBe(can(role, access) ? 'let in' : 403);
  });
});

describe("access by roles of the clinic's own", () => {
  // Two roles that share the rights between them: each right beyond an assistant's is held by exactly one.
  const shared = permissionsOf('assistant');
  const others = grantablePermissions.filter((permission) => !shared.includes(permission));
  const halfOf = (rest: number): Permission[] => [...shared, ...others.filter((_one, at) => at % 2 === rest)];
  const halves: Record<string, readonly Permission[]> = { even: halfOf(0), odd: halfOf(1) };
  const browsers = new Map<string, Browser>();
  beforeAll(async () => {
    const { admin, clinicId } = await aFullClinic(testApp);
    for (const [name, permissions] of Object.entries(halves)) {
      const made = await admin.post('/roles', { name, base: 'assistant', permissions });
      browsers.set(
        name,
        (await aPerson(testApp, clinicId, { role: 'assistant', customRoleId: made.body.data.id })).browser,
      );
    }
  });
  const cells = Object.keys(halves).flatMap((name) => withPermission.map((route) => ({ name, route })));

  test.each(
    cells.map(({ name, route }) => [name, `${route.contract.method} ${route.contract.path}`, route] as const),
  )('with the %s half, %s follows the role', async (name, _path, route) => {
    const { access } = route;
    const browser = browsers.get(name);
    if (browser === undefined || access === 'public' || access === 'signed-in')
      throw new Error('a guarded cell');
    const { status } = await call(browser, route);
    const answer = [401, 403, 500].includes(status) ? status : 'let in';
    expect(answer).toBe(halves[name]?.includes(access) === true ? 'let in' : 403);
  });
});

describe('tenancy', () => {
  const byId = guarded.filter(({ contract }) => /:\w+Id\b/.test(contract.path));
  let attacker: Browser;
  let theirs: Record<string, string>;
  let fingerprint: () => Promise<string>;
  beforeAll(async () => {
    const [mine, victim] = [await aFullClinic(testApp), await aFullClinic(testApp)];
    attacker = await aMember(testApp, mine.clinicId, 'super_admin');
    theirs = victim.ids;
    fingerprint = victim.fingerprint;
  });

  test.each(named(byId))(
    "another clinic's id at %s answers 404 and changes nothing",
    async (_name, route) => {
      const before = await fingerprint();
      const reply = await call(attacker, route, theirs);
      expect(reply.status).toBe(404);
      expect(reply.body.code).toBe('not-found');
      expect(await fingerprint()).toBe(before);
    },
  );

  test('every id that a path can name belongs to a record of the other clinic', () => {
    const names = new Set(
      byId.flatMap(({ contract }) => [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1])),
    );
    expect([...names].filter((name) => name !== undefined && theirs[name] === undefined)).toEqual([]);
  });
});
