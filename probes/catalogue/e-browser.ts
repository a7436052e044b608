import { bytesOf } from '../lib/browser.ts';
import { signedIn } from '../lib/people.ts';
import { reads, writes } from '../lib/requests.ts';
import { F403, type Row, type Shot, T415, V400 } from '../lib/row.ts';
import { cookiesWith } from '../lib/tokens.ts';
import { type Answer, exchange, header } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** E. The browser boundary: other sites, forms, headers, caches, redirects. */

const foreignOrigins = (own: string): string[] => [
  'https://evil.example',
  'null',
  `${own}.evil.example`,
  `https://evil.example/${own}`,
  own.replace('https:', 'http:'),
  `${own}:8443`,
  own.replace('https://', 'https://sub.'),
  `${own}/`,
  own.toUpperCase(),
];

const events = (answer: Answer): string | undefined =>
  /csrf-token-invalid|origin-refused/.test(answer.text)
    ? undefined
    : 'another refusal than that of the boundary';

const refusedOrigin = (world: World, headers: Record<string, string | undefined>): Shot[] =>
  writes(world)
    .filter(({ operation }) =>
      /^\/(auth\/login|patients|clinic|scheduling\/appointments)$/.test(operation.path),
    )
    .map(
      ({ operation: { method }, path, body }): Shot => ({
        as: 'AA',
        method,
        path,
        json: body,
        headers,
        expect: F403,
      }),
    );

const corsProblem = (answer: Answer): string | undefined => {
  const allowed = header(answer, 'access-control-allow-origin');
  if (allowed !== undefined) return `lets ${allowed} read`;
  return undefined;
};

const required: Record<string, RegExp> = {
  'content-security-policy': /frame-ancestors 'none'/,
  'strict-transport-security': /max-age=(3153\d{4}|[4-9]\d{7}|\d{9,}).*includeSubDomains/i,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /no-referrer|same-origin|strict-origin/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-(origin|site)$/,
};

const headersAreWhole = (answer: Answer): string | undefined => {
  const missing = Object.entries(required).filter(([name, shape]) => !shape.test(header(answer, name) ?? ''));
  if (missing.length > 0) return `lacks ${missing.map(([name]) => name).join(', ')}`;
  const csp = header(answer, 'content-security-policy') ?? '';
  if (!/object-src 'none'|default-src 'none'/.test(csp) || !/base-uri 'none'/.test(csp))
    return `a weak policy: ${csp}`;
  if (/unsafe-eval|script-src[^;]*unsafe-inline/.test(csp)) return `a policy that lets scripts in: ${csp}`;
  if (answer.headers.has('x-powered-by')) return 'X-Powered-By';
  return answer.headers.has('server') ? 'Server' : undefined;
};

const notKept = (answer: Answer): string | undefined => {
  if (!/no-store/.test(header(answer, 'cache-control') ?? ''))
    return `Cache-Control ${header(answer, 'cache-control') ?? 'absent'}`;
  return answer.headers.has('etag') || answer.headers.has('last-modified')
    ? 'a validator on data'
    : undefined;
};

const stays = (answer: Answer): string | undefined => {
  const location = header(answer, 'location');
  const isHere = location === undefined || (/^\/(?![/\\])/.test(location) && !/[\r\n]/.test(location));
  if (!isHere) return `redirects to ${location}`;
  return answer.headers.has('x-injected') ? 'a header was injected' : undefined;
};

const evilNext = [
  '//evil.example',
  '/%5Cevil.example',
  'https:evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '%0d%0aX-Injected:%201',
  '/%09/evil.example',
  '%2f%2fevil.example',
  '/.evil.example',
  '@evil.example',
];

export const browsing: readonly Row[] = [
  {
    id: 'E1',
    title:
      'unsafe methods without the token, with one of another session, after a sign-out, in the cookie alone',
    story: async ({ world, fire }) => {
      const other = world.who('RA').csrf();
      for (const {
        operation: { method },
        path,
        body,
      } of writes(world)) {
        const shot: Shot = { as: 'AA', method, path, json: body, expect: F403, check: events };
        await fire({ ...shot, headers: { 'x-csrf-token': undefined } });
        await fire({ ...shot, headers: { 'x-csrf-token': other } });
        await fire({ ...shot, headers: { 'x-csrf-token': '' } });
      }
      const browser = await signedIn(world.product, 'DA');
      const shot: Shot = {
        as: browser,
        method: 'POST',
        path: '/patients',
        json: {},
        expect: F403,
        check: events,
      };
      const token = browser.csrf() ?? '';
      for (const bad of [
        `${token}x`,
        token.slice(0, -1),
        token.split('.')[0] ?? '',
        `.${token}`,
        'x'.repeat(8000),
        token.toUpperCase(),
      ])
        await fire({ ...shot, headers: { 'x-csrf-token': bad } });
      await fire({ ...shot, path: `/patients?_csrf=${token}`, headers: { 'x-csrf-token': undefined } });
      await fire({ ...shot, json: { _csrf: token }, headers: { 'x-csrf-token': undefined } });
      const without = [...browser.jar.keys()].find((name) => name.endsWith('csrf')) ?? '';
      await fire({ ...shot, headers: { cookie: cookiesWith(browser, { [without]: undefined }) } });
      const before = cookiesWith(browser, {});
      await fire({ as: browser, method: 'POST', path: '/auth/logout', expect: [200] });
      await fire({
        ...shot,
        headers: { cookie: before, 'x-csrf-token': token },
        expect: [401, 403],
        check: () => undefined,
      });
    },
  },
  {
    id: 'E2',
    title: 'requests that another site has made',
    shots: (world) => [
      ...foreignOrigins(world.product.origin)
        .filter((origin) => origin !== world.product.origin)
        .flatMap((origin) => refusedOrigin(world, { origin })),
      ...['cross-site', 'same-site'].flatMap((site) => [
        ...refusedOrigin(world, { 'sec-fetch-site': site }),
        ...refusedOrigin(world, { 'sec-fetch-site': site, origin: world.product.origin }),
      ]),
      ...refusedOrigin(world, { referer: 'https://evil.example/', origin: 'https://evil.example' }),
    ],
  },
  {
    id: 'E3',
    title: 'what an HTML form can send, and a sign-in by another site',
    shots: (world) => [
      ...['/auth/login', '/patients'].flatMap((path) =>
        [
          { type: 'text/plain', body: '{"email":"a@b.example","password":"x","a":"="}' },
          { type: 'application/x-www-form-urlencoded', body: 'email=a%40b.example&password=x' },
          {
            type: 'multipart/form-data; boundary=x',
            body: '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b.example\r\n--x--\r\n',
          },
        ].flatMap(({ type, body }): Shot[] => [
          { as: 'AA', method: 'POST', path, headers: { 'content-type': type }, body, expect: T415 },
          {
            as: 'AA',
            method: 'POST',
            path,
            headers: { 'content-type': type, origin: 'https://evil.example', 'x-csrf-token': undefined },
            body,
            expect: F403,
          },
        ]),
      ),
      {
        as: 'nobody',
        method: 'POST',
        path: '/auth/login',
        json: { email: 'a@b.example', password: 'x' },
        headers: { 'x-csrf-token': undefined },
        expect: F403,
      },
      {
        as: 'nobody',
        method: 'POST',
        path: '/auth/login',
        json: { email: 'a@b.example', password: 'x' },
        headers: { origin: 'https://evil.example' },
        expect: F403,
      },
      ...reads(world)
        .slice(0, 3)
        .map(
          ({ path }): Shot => ({
            as: 'AA',
            method: 'GET',
            path,
            headers: { 'content-type': 'text/plain' },
            expect: [200, ...V400, 404],
          }),
        ),
    ],
  },
  {
    id: 'E4',
    title: 'nothing changes by a GET or a HEAD',
    shots: (world) => {
      const reading = new Set(reads(world).map(({ operation }) => operation.path));
      return writes(world)
        .filter(({ operation }) => !reading.has(operation.path))
        .flatMap(({ path }): Shot[] => [
          { as: 'AA', method: 'GET', path, expect: [404, 405, ...V400] },
          { as: 'AA', method: 'HEAD', path, expect: [404, 405, ...V400] },
        ]);
    },
    story: async ({ world, fire }) => {
      for (const { path } of reads(world))
        await fire({ as: 'AA', method: 'HEAD', path, expect: [200, 404, 405, 403, ...V400] });
    },
  },
  {
    id: 'E5',
    title: 'no other origin may read an answer, the own one exactly',
    shots: ({ product }) => [
      ...foreignOrigins(product.origin)
        .filter((origin) => origin.toLowerCase() !== product.origin)
        .flatMap((origin): Shot[] => [
          {
            as: 'AA',
            method: 'OPTIONS',
            path: '/patients',
            headers: {
              origin,
              'access-control-request-method': 'POST',
              'access-control-request-headers': 'content-type,x-csrf-token',
            },
            expect: [200, 204, 403, 404, 405],
            check: corsProblem,
          },
          {
            as: 'AA',
            method: 'GET',
            path: '/patients',
            headers: { origin },
            expect: [200, 403],
            check: corsProblem,
          },
          {
            as: 'nobody',
            method: 'GET',
            path: '/csrf-token',
            headers: { origin },
            expect: [200, 403],
            check: corsProblem,
          },
        ]),
      {
        as: 'AA',
        method: 'GET',
        path: '/patients',
        headers: { origin: product.origin },
        expect: [200],
        check: (answer) =>
          header(answer, 'access-control-allow-origin') === product.origin &&
          /origin/i.test(header(answer, 'vary') ?? '')
            ? undefined
            : 'the own origin is not echoed with Vary: Origin',
      },
    ],
  },
  {
    id: 'E6',
    title: 'the headers of every kind of answer',
    shots: ({ a }) => {
      const get = (path: string, expect: readonly number[], more: Partial<Shot> = {}): Shot => ({
        as: 'AA',
        method: 'GET',
        path,
        expect,
        check: headersAreWhole,
        ...more,
      });
      return [
        get('/patients', [200]),
        get('/patients?x=1', V400),
        get('/patients', [401], { as: 'nobody' }),
        get('/patients/imports', [403], { as: 'RA' }),
        get(`/patients/${'f'.repeat(24)}`, [404]),
        get('/nowhere', [404]),
        get('/auth/login', [405]),
        get('/patients', [413], {
          method: 'POST',
          body: 'x'.repeat(100_001),
          headers: { 'content-type': 'application/json' },
        }),
        get('/patients', [415], { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }),
        get('/patients', [204, 200], {
          method: 'OPTIONS',
          headers: { origin: 'https://clinic.topsmile.example', 'access-control-request-method': 'GET' },
        }),
        get(`/patients/${a.ids['patientId']}/photo`, [200, 404]),
        get('/csrf-token', [200], { as: 'nobody' }),
        get('/openapi.json', [200], { as: 'nobody' }),
        get('/health', [200], { as: 'nobody' }),
        get('!/livez', [200], { as: 'nobody' }),
        get('!/readyz', [200], { as: 'nobody' }),
        get('!/version', [200], { as: 'nobody' }),
        get('!/', [200], { as: 'nobody' }),
        get('!/agenda', [200], { as: 'nobody' }),
        get('!/index.html', [200, 404], { as: 'nobody' }),
        get('!/assets/nowhere.js', [404], { as: 'nobody' }),
        get('!/%E0%A4%A', V400, { as: 'nobody' }),
        get('!/api/nowhere', [404], { as: 'nobody' }),
      ];
    },
  },
  {
    id: 'E7',
    title: 'nothing of a clinic is kept by a browser or a proxy',
    shots: (world) => [
      ...reads(world).flatMap(({ operation, path }): Shot[] => [
        {
          as: operation.access === 'public' ? 'nobody' : 'AA',
          method: 'GET',
          path,
          expect: [200, 403, 404, ...V400],
          check: notKept,
        },
        { as: 'nobody', method: 'GET', path, expect: [200, 401], check: notKept },
      ]),
      {
        as: 'AA',
        method: 'GET',
        path: '/patients',
        headers: { 'if-none-match': '*', 'if-modified-since': 'Wed, 21 Oct 2037 07:28:00 GMT' },
        expect: [200],
        check: notKept,
      },
      { as: 'nobody', method: 'POST', path: '/auth/login', json: {}, expect: V400, check: notKept },
      { as: 'AA', method: 'POST', path: '/patients', json: {}, expect: V400, check: notKept },
      { as: 'AA', method: 'GET', path: '/nowhere', expect: [404], check: notKept },
    ],
  },
  {
    id: 'E8',
    title: 'no address sends a browser elsewhere',
    shots: () =>
      evilNext.flatMap((next) =>
        [
          '!/sign-in?next=',
          '!/login?redirect=',
          '!/?returnTo=',
          '!/api/v1/auth/login?next=',
          '!/api-docs?url=',
        ].map(
          (address): Shot => ({
            as: 'nobody',
            method: 'GET',
            path: `${address}${next}`,
            expect: [200, 301, 302, 308, 404, 405, ...V400],
            check: stays,
          }),
        ),
      ),
    story: async ({ world, fire, holds }) => {
      for (const path of [
        '//evil.example',
        '//evil.example/%2e%2e',
        '/%5Cevil.example',
        '/\\evil.example',
        '/api-docs//evil.example/..',
        '//evil.example/assets',
        '/assets//evil.example',
      ])
        await fire({
          as: 'nobody',
          method: 'GET',
          path: `!${path}`,
          expect: [200, 301, 302, 308, 400, 404],
          check: stays,
        });
      const bytes = bytesOf({ method: 'GET', path: '!/%0d%0aX-Injected:%201' }, { host: 'localhost' });
      const answer = await exchange({ port: world.product.port, bytes });
      holds(stays(answer) === undefined, 'a line break in the address becomes a header');
    },
  },
];
