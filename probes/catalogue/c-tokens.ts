import { createServer } from 'node:http';
import { aBrowser, type Ask } from '../lib/browser.ts';
import { signedIn } from '../lib/people.ts';
import { everything, isGuarded } from '../lib/requests.ts';
import { A401, needs, type Probe, type Row, type Shot } from '../lib/row.ts';
import { accessCookie, cookiesWith, edited, forge, type Forgery, payloadOf } from '../lib/tokens.ts';
import type { World } from '../lib/world.ts';

/** C. Tokens: absent, expired, forged, meant for somebody else. */

const me: Ask = { method: 'GET', path: '/auth/me' };
const list: Ask = { method: 'GET', path: '/patients' };

const secretOf = ({ stage }: World): string => {
  const secret = stage.settings['TOPSMILE_STAFF_ACCESS_SECRET'];
  if (secret === undefined) throw new Error('the secret of the access tokens is needed to forge one');
  return secret;
};

const guarded = (world: World) => everything(world).filter(isGuarded);

const garbage = [
  'x'.repeat(4096),
  '%00',
  'j:{"$ne":1}',
  's:abc.def',
  'a.b.c',
  '...',
  'eyJhbGciOiJub25lIn0.e30.',
  '[object Object]',
  '%F0%9F%A6%B7',
  '"; DROP',
];

/** The access cookie replaced by each of the values; nobody may be taken for signed in. */
const withAccess = async ({ fire, world }: Probe, values: readonly string[]): Promise<void> => {
  const browser = world.who('AA');
  const { name } = accessCookie(browser);
  for (const value of values) {
    for (const ask of [me, list]) {
      const cookie = cookiesWith(browser, { [name]: value });
      await fire({ as: 'AA', ...ask, headers: { cookie }, expect: A401 });
    }
  }
};

/** A token made by the same hand without any change must pass, else the others prove nothing. */
const assertForgerySound = async ({ fire, world }: Probe): Promise<void> => {
  const browser = world.who('AA');
  const { name, value } = accessCookie(browser);
  const cookie = cookiesWith(browser, { [name]: forge(value, secretOf(world)) });
  await fire({ as: 'AA', ...me, headers: { cookie }, expect: [200] });
};

const forged =
  (forgeries: (now: number) => readonly Forgery[]) =>
  async (probe: Probe): Promise<void> => {
    await assertForgerySound(probe);
    const { value } = accessCookie(probe.world.who('AA'));
    const now = Math.floor(Date.now() / 1000);
    const secret = secretOf(probe.world);
    await withAccess(
      probe,
      forgeries(now).map((forgery) => forge(value, secret, forgery)),
    );
  };

const year = 31_536_000;

const times = (now: number): Forgery[] => [
  { payload: { exp: now - 1 } },
  { payload: { exp: now - year, iat: now - year - 900 } },
  { payload: { nbf: now + 3600 } },
  { payload: { exp: undefined } },
  { payload: { exp: String(now + 900) } },
  { payload: { exp: now + year, iat: now - year } },
  { payload: { iat: 4_070_908_800 } },
  { payload: { iat: undefined } },
  { payload: { exp: null } },
  { payload: { exp: 1e308 }, header: { typ: 'JWT' }, secret: 'another secret of thirty-two characters' },
  { payload: { aud: 'topsmile-patient' } },
  { payload: { iss: 'somebody' } },
  { payload: { sid: undefined } },
  { payload: { sub: undefined } },
  { payload: { sid: { $ne: null } } },
  { payload: { sub: ['a'] } },
];

const selfMade = 'a secret that the attacker has chosen himself';

const algorithms = (jku: string): Forgery[] => [
  ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg): Forgery[] => [
    { header: { alg }, signature: '' },
    { header: { alg }, signature: 'x' },
  ]),
  { header: { alg: 'HS384' }, hash: 'sha384' },
  { header: { alg: 'HS512' }, hash: 'sha512' },
  { header: { alg: 'RS256' } },
  { header: { alg: 'ES256' } },
  { header: { alg: 'EdDSA' } },
  { header: { jwk: { kty: 'oct', k: Buffer.from(selfMade).toString('base64url') } }, secret: selfMade },
  { header: { jku }, secret: selfMade },
  { header: { x5u: jku }, secret: selfMade },
  { header: { kid: '../../dev/null' }, secret: '\0' },
  { header: { kid: '/dev/null' }, secret: '\0' },
  { header: { kid: "' OR 1" }, secret: selfMade },
  { header: { kid: 'x'.repeat(2000) }, secret: selfMade },
  { header: { crit: ['exp'] }, secret: selfMade },
  { header: { b64: false, crit: ['b64'] } },
];

/** Counts who comes: no key may be fetched from an address in a token. */
const listener = async () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/keys`, calls: () => calls, close: () => server.close() };
};

const lastChanged = (token: string): string => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;

export const tokens: readonly Row[] = [
  {
    id: 'C1',
    title: 'every protected route without a session and with garbage for one',
    story: async ({ world, fire }) => {
      const visitor = aBrowser(world.product, 'visitor');
      await visitor.renew();
      const { name } = accessCookie(world.who('AA'));
      for (const { operation, path, body } of guarded(world)) {
        const shot: Shot = {
          as: visitor,
          method: operation.method,
          path,
          ...(operation.isWrite && !operation.isUpload ? { json: body } : {}),
          expect: A401,
        };
        await fire(shot);
        for (const value of operation.isWrite ? garbage.slice(0, 3) : garbage)
          await fire({ ...shot, headers: { cookie: cookiesWith(visitor, { [name]: value }) } });
      }
    },
  },
  { id: 'C2', title: 'tokens out of their time, or without a claim', story: forged(times) },
  {
    id: 'C3',
    title: 'other algorithms, and keys that a token brings along',
    story: async (probe) => {
      const keys = await listener();
      try {
        await forged(() => algorithms(keys.url))(probe);
        probe.holds(keys.calls() === 0, 'the server fetched a key from an address in a token');
      } finally {
        keys.close();
      }
    },
  },
  {
    id: 'C4',
    title: 'another payload under the old signature, and no signature',
    story: async (probe) => {
      const { value } = accessCookie(probe.world.who('RA'));
      const other = payloadOf(accessCookie(probe.world.who('AB')).value);
      await withAccess(probe, [
        edited(value, { role: 'super_admin' }),
        edited(value, { sub: other['sub'] }),
        edited(value, { sid: other['sid'] }),
        edited(value, { clinicId: probe.world.b.id }),
        edited(value, { exp: 9_999_999_999 }),
        lastChanged(value),
        value.split('.').slice(0, 2).join('.'),
        `${value.split('.').slice(0, 2).join('.')}.`,
        value.toUpperCase(),
        `${value}.x`,
      ]);
    },
  },
  {
    id: 'C5',
    title: 'a token of patients on every route of the staff, and the reverse',
    absent: needs('POST /patient-auth/login'),
    story: async (probe) => {
      const { world, fire } = probe;
      const { name, value } = accessCookie(world.who('AA'));
      // A patient's token differs in realm alone: its type and audience under the staff's name and secret.
      await withAccess(probe, [
        forge(value, secretOf(world), { payload: { typ: 'patient-access' } }),
        forge(value, secretOf(world), { payload: { aud: 'topsmile-patient' } }),
        forge(value, secretOf(world), {
          secret: world.stage.settings['TOPSMILE_PATIENT_ACCESS_SECRET'] ?? selfMade,
        }),
      ]);
      const patients = world.operations.filter(({ realm }) => realm === 'patient');
      for (const { method, path } of patients) {
        const own = {
          as: 'AA',
          method,
          path: path.replace(/\{\w+\}/g, 'f'.repeat(24)),
          expect: [401, 403],
        } as const;
        await fire(own);
        const patientName = name.replace(/access$/, 'patient_access');
        await fire({ ...own, headers: { cookie: cookiesWith(world.who('AA'), { [patientName]: value }) } });
      }
    },
  },
  {
    id: 'C6',
    title: 'one kind of token in place of another',
    story: async (probe) => {
      const { world, fire } = probe;
      const browser = world.who('AA');
      const { name, value } = accessCookie(browser);
      const refresh = browser.jar.get(name.replace(/access$/, 'refresh')) ?? '';
      const session = browser.jar.get(name.replace(/access$/, 'session')) ?? '';
      await withAccess(probe, [refresh, session, browser.csrf() ?? '']);
      await withAccess(
        probe,
        ['staff-refresh', 'password-reset', 'mfa', 'ws-ticket', ''].map((typ) =>
          forge(value, secretOf(world), { payload: { typ } }),
        ),
      );
      const others = [
        value,
        session,
        browser.csrf() ?? '',
        `${refresh}x`,
        refresh.toUpperCase(),
        `${'f'.repeat(24)}.${'x'.repeat(43)}`,
      ];
      for (const wrong of others) {
        const own = await signedIn(world.product, 'DA');
        const cookie = cookiesWith(own, { [name.replace(/access$/, 'refresh')]: wrong });
        await fire({ as: own, method: 'POST', path: '/auth/refresh', headers: { cookie }, expect: A401 });
      }
    },
  },
];
