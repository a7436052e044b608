import { inRoot } from '../../scripts/lib/paths.mjs';
import type { Clinic, Member } from './clinics.ts';
import { type Call, load, wireOf } from './load.ts';
import { accessSecret, productEnvironment, productScript } from './stage.ts';
import { startTarget } from './target.ts';

/** How the measured processes are started: the built product, and the controls beside it. */

export const product = (mongoUri: string, more: NodeJS.ProcessEnv = {}) => ({
  script: productScript,
  env: { ...productEnvironment(mongoUri), ...more },
});
export const control = (file: string, mongoUri: string) => ({
  script: inRoot('bench/controls', file),
  env: {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    MONGODB_URI: mongoUri,
    ACCESS_SECRET: accessSecret,
  },
});

export const asBrowser = (
  { cookie }: Pick<Member, 'cookie'>,
  more: Readonly<Record<string, string>> = {},
) => ({
  'Accept-Encoding': 'gzip',
  Cookie: cookie,
  ...more,
});

export type Writer = Member & { readonly csrf: string; readonly csrfCookie: string };

/** A CSRF token for each member, from the product itself; it holds for every process with the same secrets. */
export const writersOf = async (
  clinics: readonly Clinic[],
  mongoUri: string,
): Promise<Map<string, Writer[]>> => {
  const target = await startTarget({ name: 'csrf', ...product(mongoUri) });
  const writers = new Map<string, Writer[]>();
  const asked = clinics.flatMap(({ id, members }) =>
    members.map((member) => ({ key: id.toHexString(), member })),
  );
  let at = 0;
  await load({
    port: target.port,
    connections: 16,
    isOver: () => false,
    next: (): Call | undefined => {
      const who = asked[at];
      at += 1;
      if (who === undefined) return undefined;
      return {
        wire: wireOf('GET', '/api/v1/csrf-token', { headers: { Cookie: who.member.cookie } }),
        done: (answer) => {
          const csrfCookie = /set-cookie: (__Host-topsmile_csrf=[^;]+)/i.exec(answer.head)?.[1] ?? '';
          const { csrfToken } = JSON.parse(answer.body()) as { csrfToken: string };
          const writer = { ...who.member, csrf: csrfToken, csrfCookie };
          writers.set(who.key, [...(writers.get(who.key) ?? []), writer]);
        },
      };
    },
  });
  await target.stop();
  return writers;
};

/** A state-changing request of the product, with everything its web application sends. */
export const writeOf = (
  writer: Writer,
  { method = 'POST', path, body, key }: { method?: string; path: string; body: unknown; key?: string },
): string =>
  wireOf(method, path, {
    headers: {
      'Accept-Encoding': 'gzip',
      Cookie: `${writer.cookie}; ${writer.csrfCookie}`,
      Origin: 'https://clinic.topsmile.example',
      'X-CSRF-Token': writer.csrf,
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    body: JSON.stringify(body),
  });
