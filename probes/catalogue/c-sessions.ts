import { setTimeout as delay } from 'node:timers/promises';
import { ObjectId } from 'mongodb';
import { aBrowser, type Browser } from '../lib/browser.ts';
import { colleague, emailOf, password, signedIn } from '../lib/people.ts';
import { writes } from '../lib/requests.ts';
import { A401, F403, type Probe, type Row, type Shot } from '../lib/row.ts';
import { accessCookie, cookiesWith, payloadOf } from '../lib/tokens.ts';
import { type Answer, exchange, header } from '../lib/wire.ts';
import { bytesOf } from '../lib/browser.ts';

/** C. Sessions: rotation, replay, ends. Every row uses a session of its own. */

const overlapMs = 10_000;

type Kind = 'access' | 'refresh' | 'session';
const cookieOf = (browser: Browser, kind: Kind): string =>
  accessCookie(browser).name.replace(/access$/, kind);

const meWith = (browser: Browser, cookie: string, expect: readonly number[]): Shot => ({
  as: browser,
  method: 'GET',
  path: '/auth/me',
  headers: { cookie },
  expect,
});

const refreshWith = (browser: Browser, cookie: string, expect: readonly number[]): Shot => ({
  as: browser,
  method: 'POST',
  path: '/auth/refresh',
  headers: { cookie },
  expect,
});

/** Remembers the cookies as they are now, whatever the browser gets later. */
const snapshot = (browser: Browser): string => cookiesWith(browser, {});

const endOf = async ({ world, holds }: Probe, browser: Browser, reason: string): Promise<void> => {
  const id = String(payloadOf(accessCookie(browser).value)['sid']);
  const session = await world.db.collection('sessions').findOne({ _id: new ObjectId(id) });
  holds(
    session?.['endReason'] === reason,
    `the session says ${session?.['endReason'] ?? 'nothing'} instead of ${reason}`,
  );
};

/** Asks until the answer is one of these, for at most a second. */
const within = async ({ fire }: Probe, shot: Shot): Promise<void> => {
  const deadline = performance.now() + 1000;
  for (;;) {
    const answer = await fire({
      ...shot,
      expect: performance.now() < deadline ? [...shot.expect, 200] : shot.expect,
    });
    if (shot.expect.includes(answer.status)) return;
    await delay(50);
  }
};

const familyIsDead = async ({ fire }: Probe, browser: Browser): Promise<void> => {
  await fire(refreshWith(browser, snapshot(browser), A401));
  await fire(meWith(browser, snapshot(browser), A401));
};

const refreshedCookie = ({ headers }: Answer): string | undefined =>
  headers
    .get('set-cookie')
    ?.find((line) => /refresh=/.test(line))
    ?.split(';')[0];

const membership = (role: string | undefined, isActive: boolean) => ({
  $set: { 'memberships.0.isActive': isActive, ...(role === undefined ? {} : { 'memberships.0.role': role }) },
});

const secureFlags = ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'];
const cookieProblem = (line: string): string | undefined => {
  const [pair = '', ...attributes] = line.split(/;\s*/);
  if (!pair.startsWith('__Host-')) return `${pair.split('=')[0]} lacks the __Host- prefix`;
  const missing = secureFlags.filter(
    (flag) => !attributes.some((one) => one.toLowerCase() === flag.toLowerCase()),
  );
  if (missing.length > 0) return `${pair.split('=')[0]} lacks ${missing.join(', ')}`;
  return attributes.some((one) => /^domain=/i.test(one)) ? `${pair.split('=')[0]} names a domain` : undefined;
};

/** Flags on every cookie; no token in any body. */
const cookiesAreSafe = ({ headers, text }: Answer): string | undefined => {
  const lines = headers.get('set-cookie') ?? [];
  if (lines.length === 0) return 'no cookie is set';
  const problem = lines.map(cookieProblem).find((one) => one !== undefined);
  if (problem !== undefined) return problem;
  const values = lines
    .filter((line) => !/csrf=|session=/.test(line))
    .map((line) => line.split(';')[0]?.split('=')[1] ?? '');
  return values.some((value) => value !== '' && text.includes(value))
    ? 'the body repeats a token'
    : undefined;
};

const logoutIsThorough = (answer: Answer): string | undefined => {
  const lines = answer.headers.get('set-cookie') ?? [];
  for (const kind of ['access', 'refresh', 'session']) {
    const line = lines.find((one) => one.includes(`${kind}=`));
    if (line === undefined) return `the ${kind} cookie is not expired`;
    if (!/Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) return `the ${kind} cookie outlives the sign-out`;
  }
  return header(answer, 'clear-site-data') === undefined ? 'no Clear-Site-Data' : cookiesAreSafe(answer);
};

export const sessions: readonly Row[] = [
  {
    id: 'C7',
    title: 'a refresh token used again after the overlap ends the family',
    story: async (probe) => {
      const browser = await signedIn(probe.world.product, 'DA');
      const first = snapshot(browser);
      await probe.fire(refreshWith(browser, first, [200]));
      await delay(overlapMs + 500);
      await probe.fire(refreshWith(browser, first, A401));
      await familyIsDead(probe, browser);
      await endOf(probe, browser, 'reuse');
    },
  },
  {
    id: 'C8',
    title: 'twenty parallel refreshes of one token have one successor',
    story: async (probe) => {
      const { world, holds } = probe;
      const browser = await signedIn(world.product, 'DA');
      const ask = { method: 'POST', path: '/auth/refresh' };
      const bytes = bytesOf(ask, {
        host: new URL(world.product.origin).host,
        cookie: snapshot(browser),
        'x-csrf-token': browser.csrf(),
      });
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => exchange({ port: world.product.port, bytes })),
      );
      holds(
        answers.every(({ status }) => status === 200),
        `parallel refreshes answer ${answers.map((one) => one.status).join(' ')}`,
      );
      const successors = new Set(answers.map(refreshedCookie));
      holds(successors.size === 1, `${successors.size} successors of one token`);
      await probe.fire({ as: browser, method: 'POST', path: '/auth/refresh', expect: [200] });
      await probe.fire({ as: browser, method: 'GET', path: '/auth/me', expect: [200] });
      const live = await world.db.collection('sessions').countDocuments({
        _id: new ObjectId(String(payloadOf(accessCookie(browser).value)['sid'])),
        endedAt: { $exists: false },
      });
      holds(live === 1, `${live} live heads`);
    },
  },
  {
    id: 'C9',
    title: 'the token before the last one, inside the overlap',
    story: async (probe) => {
      const browser = await signedIn(probe.world.product, 'DA');
      const first = snapshot(browser);
      await probe.fire({ as: browser, method: 'POST', path: '/auth/refresh', expect: [200] });
      await probe.fire({ as: browser, method: 'POST', path: '/auth/refresh', expect: [200] });
      const head = snapshot(browser);
      await probe.fire(refreshWith(browser, first, A401));
      await probe.fire(refreshWith(browser, head, A401));
      await probe.fire(meWith(browser, head, A401));
    },
  },
  {
    id: 'C10',
    title: 'after a sign-out nothing of the session lives',
    story: async (probe) => {
      const browser = await signedIn(probe.world.product, 'DA');
      const before = snapshot(browser);
      await probe.fire(meWith(browser, before, [200]));
      await probe.fire({ as: browser, method: 'POST', path: '/auth/logout', expect: [200] });
      await probe.fire(meWith(browser, before, A401));
      await probe.fire(refreshWith(browser, before, A401));
    },
  },
  {
    id: 'C11',
    title: 'a disabled person has no session left within a second',
    changes: true,
    story: async (probe) => {
      const users = probe.world.db.collection('users');
      const [one, other] = [
        await signedIn(probe.world.product, 'DA'),
        await signedIn(probe.world.product, 'DA'),
      ];
      await probe.fire(meWith(one, snapshot(one), [200]));
      await probe.fire(meWith(other, snapshot(other), [200]));
      await users.updateOne({ email: emailOf('DA') }, membership(undefined, false));
      try {
        for (const browser of [one, other]) {
          await within(probe, meWith(browser, snapshot(browser), A401));
          await probe.fire(refreshWith(browser, snapshot(browser), A401));
        }
        const back = aBrowser(probe.world.product, 'DA');
        await probe.fire({
          as: back,
          method: 'POST',
          path: '/auth/login',
          json: { email: emailOf('DA'), password },
          expect: A401,
        });
      } finally {
        await users.updateOne({ email: emailOf('DA') }, membership(undefined, true));
      }
    },
  },
  {
    id: 'C12',
    title: 'a lowered role counts for the next request',
    changes: true,
    story: async (probe) => {
      const users = probe.world.db.collection('users');
      await colleague(probe.world.db, 'AA', { name: 'MG', role: 'manager' });
      const browser = await signedIn(probe.world.product, 'MG');
      const privileged: Shot = { as: browser, method: 'GET', path: '/patients/imports', expect: [200] };
      await probe.fire(privileged);
      await users.updateOne({ email: emailOf('MG') }, membership('assistant', true));
      await within(probe, { ...privileged, expect: F403 });
      await probe.fire({ ...privileged, expect: F403 });
    },
  },
  {
    id: 'C13',
    title: 'a session that was planted before the sign-in',
    story: async (probe) => {
      const { world, fire, holds } = probe;
      const attacker = await signedIn(world.product, 'RA');
      const planted = snapshot(attacker);
      const victim = aBrowser(world.product, 'DA');
      for (const [name, value] of attacker.jar) victim.jar.set(name, value);
      await victim.renew();
      await fire({
        as: victim,
        method: 'POST',
        path: '/auth/login',
        json: { email: emailOf('DA'), password },
        expect: [200],
      });
      for (const kind of ['access', 'refresh', 'session'] as const) {
        const name = cookieOf(victim, kind);
        holds(!planted.includes(`${name}=${victim.jar.get(name)}`), `the ${kind} cookie is the planted one`);
      }
      const mine = payloadOf(accessCookie(victim).value)['sid'];
      const theirs = payloadOf(accessCookie(attacker).value)['sid'];
      holds(mine !== theirs, 'the session is the planted one');
      const invented = aBrowser(world.product, 'visitor');
      invented.jar.set(cookieOf(victim, 'session'), 'f'.repeat(24));
      await invented.renew();
      await fire({
        as: invented,
        method: 'POST',
        path: '/auth/login',
        json: { email: emailOf('DA'), password },
        expect: [200],
      });
      holds(
        invented.jar.get(cookieOf(victim, 'session')) !== 'f'.repeat(24),
        'the invented id became the session',
      );
      await fire(meWith(attacker, planted, A401));
    },
  },
  {
    id: 'C14',
    title: 'the flags of every cookie, and no token in a body',
    story: async ({ world, fire }) => {
      const browser = aBrowser(world.product, 'DA');
      await fire({ as: browser, method: 'GET', path: '/csrf-token', expect: [200], check: cookiesAreSafe });
      await browser.renew();
      const credentials = { email: emailOf('DA'), password };
      await fire({
        as: browser,
        method: 'POST',
        path: '/auth/login',
        json: credentials,
        expect: [200],
        check: cookiesAreSafe,
      });
      await browser.renew();
      await fire({
        as: browser,
        method: 'POST',
        path: '/auth/refresh',
        expect: [200],
        check: cookiesAreSafe,
      });
      await fire({
        as: browser,
        method: 'POST',
        path: '/auth/logout',
        expect: [200],
        check: logoutIsThorough,
      });
    },
  },
  {
    id: 'C22',
    title: 'a new e-mail, phone or second factor asks for a fresh proof of identity',
    absent: ({ operations }) =>
      operations.some(({ stepUp }) => stepUp)
        ? undefined
        : 'no operation asks for a fresh proof of identity yet',
    story: async ({ world, fire }) => {
      const browser = await signedIn(world.product, 'AA');
      // The session as it is eleven minutes after the last proof.
      const sid = new ObjectId(String(payloadOf(accessCookie(browser).value)['sid']));
      const longAgo = new Date(Date.now() - 11 * 60_000);
      await world.db.collection('sessions').updateOne({ _id: sid }, { $set: { provedAt: longAgo } });
      await delay(1000);
      for (const { operation } of writes(world).filter((one) => one.operation.stepUp)) {
        const { method, path } = operation;
        await fire({
          as: browser,
          method,
          path: path.replace(/\{\w+\}/g, 'f'.repeat(24)),
          json: {},
          expect: F403,
          check: ({ text }) =>
            text.includes('reauth-required') ? undefined : 'another refusal than reauth-required',
        });
      }
    },
  },
];
