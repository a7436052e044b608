import { aBrowser, type Ask, bytesOf } from '../lib/browser.ts';
import { colleague, emailOf, password } from '../lib/people.ts';
import { A401, needs, type Probe, type Row, type Shot, V400 } from '../lib/row.ts';
import type { Product } from '../lib/stage.ts';
import { type Answer, exchange, header } from '../lib/wire.ts';

/** C. Guessing: accounts, passwords, codes, and whose address counts. */

const wrong = 'not the password of anybody here';

const attempt = (email: string, secret: string, headers: Record<string, string> = {}): Ask => ({
  method: 'POST',
  path: '/auth/login',
  json: { email, password: secret },
  headers,
});

/** A visitor that signs nobody in for long: cookies are kept, but for those of a session. */
const aVisitor = async (product: Product) => {
  const browser = aBrowser(product, 'visitor');
  await browser.renew();
  const context = {
    host: new URL(product.origin).host,
    cookie: browser.cookie(),
    'x-csrf-token': browser.csrf(),
  };
  return {
    browser,
    /** From another real address of this machine: 127.0.0.2 and so on. */
    send: (ask: Ask, localAddress?: string): Promise<Answer> =>
      exchange({
        port: product.port,
        bytes: bytesOf(ask, context),
        ...(localAddress === undefined ? {} : { localAddress }),
      }),
  };
};

const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

/** Status, body but for the request's id and the time, and headers but for those that differ on each answer. */
const faceOf = (answer: Answer): string => {
  const volatile = /^(x-request-id|date|set-cookie|ratelimit.*|x-ratelimit.*|content-length)$/;
  const headers = [...answer.headers].filter(([name]) => !volatile.test(name));
  const body = answer.text.replaceAll(/"requestId":"[^"]*"|"timestamp":"[^"]*"/g, '');
  return JSON.stringify([answer.status, headers, body]);
};

const rounds = 3;
const tolerated = 0.1;

type Kind = { name: string; ask: Ask };

type Visitor = Awaited<ReturnType<typeof aVisitor>>;

const assertSameFace = async ({ holds }: Probe, visitor: Visitor, kinds: readonly Kind[]): Promise<void> => {
  const answers: Answer[] = [];
  for (const { ask } of kinds) answers.push(await visitor.send(ask));
  const [first] = answers;
  for (const [at, answer] of answers.entries())
    holds(
      first !== undefined && faceOf(answer) === faceOf(first),
      `${kinds[at]?.name} looks different: ${answer.status} ${answer.text.slice(0, 160)}`,
    );
};

/** The median of each kind, asked by turns: what else the machine does hits all kinds alike. */
const mediansOf = async (visitor: Visitor, kinds: readonly Kind[], times: number): Promise<number[]> => {
  const taken = kinds.map((): number[] => []);
  for (let at = 0; at < times; at += 1)
    for (const [index, { ask }] of kinds.entries()) taken[index]?.push((await visitor.send(ask)).ms);
  return taken.map(medianOf);
};

/** A real difference shows in every round; one round without is enough to say that there is none. */
const assertAlike = async (probe: Probe, kinds: readonly Kind[], times: number): Promise<void> => {
  const visitor = await aVisitor(probe.world.product);
  await assertSameFace(probe, visitor, kinds);
  let words = '';
  for (let round = 0; round < rounds; round += 1) {
    const medians = await mediansOf(visitor, kinds, times);
    const [slowest, quickest] = [Math.max(...medians), Math.min(...medians)];
    if (slowest - quickest <= tolerated * slowest) return;
    words = kinds.map(({ name }, index) => `${name} ${medians[index]?.toFixed(1)} ms`).join(', ');
  }
  probe.holds(false, `the times tell them apart: ${words}`);
};

/** The shipped numbers, whatever the other rows are allowed. */
const shipped = {
  TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: '1200',
  TOPSMILE_LOGIN_FAILURES_PER_ACCOUNT: '5',
  TOPSMILE_LOGIN_FAILURES_PER_ADDRESS: '30',
  REDIS_URL: '',
};

const hasRetryAfter = (answer: Answer): boolean => Number(header(answer, 'retry-after')) > 0;

type Tally = { refused: number; tried: number };
const tallyOf = async (probe: Probe, answers: AsyncIterable<Answer>): Promise<Tally> => {
  const tally = { refused: 0, tried: 0 };
  for await (const answer of answers) {
    probe.holds([401, 429].includes(answer.status), `a wrong password answers ${answer.status}`);
    probe.holds(answer.status !== 429 || hasRetryAfter(answer), 'a 429 without Retry-After');
    if (answer.status === 429) tally.refused += 1;
    else tally.tried += 1;
  }
  return tally;
};

const floods: Record<string, (at: number) => Ask> = {
  'one address': () => attempt(emailOf('DA'), wrong),
  'X-Forwarded-For': (at) => attempt(emailOf('RA'), wrong, { 'x-forwarded-for': `203.0.113.${at % 250}` }),
  Forwarded: (at) =>
    attempt(emailOf('BA'), wrong, {
      forwarded: `for=198.51.100.${at % 250}`,
      'x-real-ip': `198.51.100.${at % 250}`,
    }),
};

const withProduct = async (
  probe: Probe,
  { name, settings }: { name: string; settings: Record<string, string> },
  use: (product: Product) => Promise<void>,
): Promise<void> => {
  const product = await probe.start(name, { ...shipped, ...settings });
  await use(product);
};

const forwardedLists = [
  (at: number) => `203.0.113.${at}`,
  (at: number) => `203.0.113.${at}, 10.0.0.1`,
  (at: number) => Array.from({ length: 100 }, (_, index) => `10.${at}.0.${index}`).join(','),
  (at: number) => `${at}${'x'.repeat(2000)}`,
  (at: number) => `[::${at}]:80`,
  (at: number) => `127.0.0.1, 203.0.113.${at}`,
];

const policy = (probe: Probe): { secret: string; expect: readonly number[] }[] => [
  { secret: 'seven77', expect: V400 },
  { secret: 'password1234567', expect: V400 },
  { secret: 'passwordpassword', expect: V400 },
  { secret: '123456789012345', expect: V400 },
  { secret: 'qwertyuiopasdfgh', expect: V400 },
  { secret: 'topsmiletopsmile', expect: V400 },
  { secret: `Clínica Aroeira`, expect: V400 },
  { secret: 'x'.repeat(129), expect: V400 },
  { secret: '', expect: V400 },
  { secret: `Quati na chuva ${probe.world.a.id}`, expect: [201] },
  { secret: `${'Quati na chuva de março. '.repeat(5).slice(0, 128)}`, expect: [201] },
  { secret: '🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷🦷', expect: [201] },
  { secret: '   Quati na chuva 77   ', expect: [201] },
];

/** Registers with a password and tries the ones beside it: each byte counts, to the last one. */
const assertVerbatim = async (
  { fire }: Probe,
  product: Product,
  { email, secret }: { email: string; secret: string },
): Promise<void> => {
  const beside = [
    `${secret}x`,
    secret.slice(0, -1),
    secret.trim(),
    secret.toUpperCase(),
    secret.normalize('NFD'),
  ];
  for (const other of beside.filter((one) => one !== secret)) {
    const shot: Shot = {
      as: aBrowser(product, 'visitor'),
      ...attempt(email, other),
      expect: [...A401, ...V400],
    };
    await fire(shot);
  }
  await fire({ as: aBrowser(product, 'visitor'), ...attempt(email, secret), expect: [200] });
};

export const guessing: readonly Row[] = [
  {
    id: 'C15',
    title: 'an account that is unknown, disabled or merely given a wrong password looks the same',
    changes: true,
    story: async (probe) => {
      const { db } = probe.world;
      await colleague(db, 'AA', { name: 'gone', role: 'dentist' });
      await db
        .collection('users')
        .updateOne({ email: emailOf('gone') }, { $set: { 'memberships.0.isActive': false } });
      await assertAlike(
        probe,
        [
          { name: 'wrong password', ask: attempt(emailOf('DA'), wrong) },
          { name: 'unknown', ask: attempt('nobody@probes.example', wrong) },
          { name: 'disabled, right password', ask: attempt(emailOf('gone'), password) },
          { name: 'disabled, wrong password', ask: attempt(emailOf('gone'), wrong) },
        ],
        200,
      );
    },
  },
  {
    id: 'C16',
    title: 'a forgotten password of a known and of an unknown address look the same',
    absent: needs('POST /auth/forgot-password'),
    changes: true,
    story: async (probe) => {
      const forgot = (email: string): Ask => ({
        method: 'POST',
        path: '/auth/forgot-password',
        json: { email },
      });
      await assertAlike(
        probe,
        [
          { name: 'known', ask: forgot(emailOf('DA')) },
          { name: 'unknown', ask: forgot('nobody@probes.example') },
        ],
        60,
      );
    },
  },
  {
    id: 'C17',
    title: 'guessing is slow by account and by the real address, and locks nobody else out',
    story: async (probe) => {
      for (const [name, ask] of Object.entries(floods)) {
        await withProduct(probe, { name: 'guessing', settings: {} }, async (product) => {
          const visitor = await aVisitor(product);
          const answers = async function* (): AsyncGenerator<Answer> {
            for (let at = 0; at < 200; at += 1) yield await visitor.send(ask(at));
          };
          const { tried } = await tallyOf(probe, answers());
          probe.holds(tried <= 6, `${tried} passwords were tried on one account by way of ${name}`);
          const honest = ask(0);
          const owner = await visitor.send(
            { ...honest, json: { ...(honest.json as object), password } },
            '127.0.0.2',
          );
          probe.holds(owner.status === 200, `the owner, elsewhere, gets ${owner.status}`);
        });
      }
      await withProduct(probe, { name: 'spraying', settings: {} }, async (product) => {
        const visitor = await aVisitor(product);
        const answers = async function* (): AsyncGenerator<Answer> {
          for (let at = 0; at < 200; at += 1)
            yield await visitor.send(attempt(`person${at}@probes.example`, wrong));
        };
        const { tried } = await tallyOf(probe, answers());
        probe.holds(tried <= 31, `${tried} accounts were tried from one address`);
      });
    },
  },
  {
    id: 'C18',
    title: 'whose address a request has is not the requests to say',
    story: async (probe) => {
      for (const trusted of ['0', '1']) {
        const settings = { TOPSMILE_TRUSTED_PROXIES: trusted };
        await withProduct(probe, { name: 'forwarded', settings }, async (product) => {
          const visitor = await aVisitor(product);
          const suffix = trusted === '0' ? '' : ', 192.0.2.77';
          const answers = async function* (): AsyncGenerator<Answer> {
            for (let at = 0; at < 60; at += 1) {
              const list = forwardedLists[at % forwardedLists.length]?.(at) ?? '';
              // Behind a proxy the last entry is the proxy's own word; what stands before it is the client's.
              yield await visitor.send(
                attempt(emailOf('DA'), wrong, { 'x-forwarded-for': `${list}${suffix}` }),
              );
            }
          };
          const { tried } = await tallyOf(probe, answers());
          probe.holds(tried <= 6, `${tried} tries with ${trusted} trusted proxies`);
        });
      }
    },
  },
  {
    id: 'C21',
    title: 'passwords: the policy, and every byte counts',
    changes: true,
    story: async (probe) => {
      const { world, fire } = probe;
      for (const [at, { secret, expect }] of policy(probe).entries()) {
        const email = `policy${at}@probes.example`;
        const visitor = aBrowser(world.product, 'visitor');
        const answer = await fire({
          as: visitor,
          method: 'POST',
          path: '/auth/register',
          json: {
            clinicName: 'Clínica Aroeira',
            firstName: 'Ana',
            lastName: 'Lima',
            email,
            password: secret,
          },
          expect,
        });
        if (answer.status === 201) await assertVerbatim(probe, world.product, { email, secret });
      }
    },
  },
];
