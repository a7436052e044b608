import { aBrowser, type Browser } from '../lib/browser.ts';
import { linkIn, type Mail, openMailbox } from '../lib/mailbox.ts';
import { colleague, emailOf, password, signedIn } from '../lib/people.ts';
import { A401, needs, type Probe, type Row, type Shot, V400 } from '../lib/row.ts';
import { codeOf, nextStep } from '../lib/totp.ts';
import { jsonOf } from '../lib/wire.ts';

/** C. Second factors and links by mail. Every row uses people of its own. */

const refusedProof = [...A401, ...V400, 429];

const enrol = async (
  { fire }: Probe,
  browser: Browser,
): Promise<{ secret: string; recoveryCodes: string[] }> => {
  const setup = await fire({
    as: browser,
    method: 'POST',
    path: '/security/mfa/setup',
    json: {},
    expect: [200, 201],
  });
  const secret: string = jsonOf(setup).data.secret;
  const verified = await fire({
    as: browser,
    method: 'POST',
    path: '/security/mfa/verify',
    json: { code: codeOf(secret) },
    expect: [200, 201],
  });
  await browser.renew();
  return { secret, recoveryCodes: jsonOf(verified).data.recoveryCodes };
};

/** A browser that has given the password and is asked for more. */
const halfWay = async ({ world, fire, holds }: Probe, name: string): Promise<Browser> => {
  const browser = aBrowser(world.product, name);
  const answer = await fire({
    as: browser,
    method: 'POST',
    path: '/auth/login',
    json: { email: emailOf(name), password },
    expect: [200],
  });
  holds(jsonOf(answer).data.outcome === 'second-factor', 'the password alone signs in');
  await browser.renew();
  return browser;
};

const proof = (browser: Browser, code: string, expect: readonly number[]): Shot => ({
  as: browser,
  method: 'POST',
  path: '/auth/second-factor',
  json: { method: 'totp', code },
  expect,
});

const wrongCode = (secret: string, at: number): string => {
  const taken = new Set([codeOf(secret, -1), codeOf(secret), codeOf(secret, 1), codeOf(secret, 2)]);
  let code = at;
  while (taken.has(String(code).padStart(6, '0'))) code += 1000;
  return String(code).padStart(6, '0');
};

const secondFactors = async (probe: Probe): Promise<void> => {
  const { world, fire, holds } = probe;
  await colleague(world.db, 'AA', { name: 'MFA1', role: 'dentist' });
  await colleague(world.db, 'AA', { name: 'MFA2', role: 'dentist' });
  const one = await enrol(probe, await signedIn(world.product, 'MFA1'));
  const two = await enrol(probe, await signedIn(world.product, 'MFA2'));
  await nextStep();

  // The step cannot be left out.
  const waiting = await halfWay(probe, 'MFA1');
  for (const path of ['/auth/me', '/patients'])
    await fire({ as: waiting, method: 'GET', path, expect: A401 });
  await fire({ as: waiting, method: 'POST', path: '/auth/refresh', json: {}, expect: [...A401, ...V400] });
  await fire({ ...proof(aBrowser(world.product, 'visitor'), codeOf(one.secret), refusedProof) });
  await fire(proof(waiting, codeOf(two.secret), refusedProof));
  await fire(proof(waiting, codeOf(one.secret, -3), refusedProof));
  await fire(proof(waiting, codeOf(one.secret, 3), refusedProof));

  // Used once, and never again: neither the code nor the sign-in that it finished.
  const code = codeOf(one.secret);
  await fire(proof(waiting, code, [200]));
  const again = await halfWay(probe, 'MFA1');
  await fire(proof(again, code, refusedProof));
  await fire(proof(again, codeOf(one.secret, -1), refusedProof));

  // Five guesses for each sign-in.
  const guessed = await halfWay(probe, 'MFA2');
  for (let at = 0; at < 8; at += 1)
    await fire(proof(guessed, wrongCode(two.secret, 100_000 + at), refusedProof));
  const late = await fire(proof(guessed, codeOf(two.secret), refusedProof));
  holds(late.status !== 200, 'the sixth guess is listened to');
  const [recovery = ''] = one.recoveryCodes;
  holds(recovery.replaceAll(/\W/g, '').length >= 13, 'a recovery code has less than 64 bits');
};

const newPassword = 'Jabuti sonolento no quintal 58';

const reset = (browser: Browser, token: string, expect: readonly number[]): Shot => ({
  as: browser,
  method: 'POST',
  path: '/auth/reset-password',
  json: { token, newPassword },
  expect,
});

const forgot = (browser: Browser, name: string, headers: Record<string, string> = {}): Shot => ({
  as: browser,
  method: 'POST',
  path: '/auth/forgot-password',
  json: { email: emailOf(name) },
  headers,
  expect: [200, 202],
});

const resets = async (probe: Probe): Promise<void> => {
  const { world, fire, holds } = probe;
  const mailbox = await openMailbox();
  const product = await probe.start('mail', mailbox.settings);
  await colleague(world.db, 'AA', { name: 'LOST', role: 'dentist' });
  const before = await signedIn(world.product, 'LOST');
  const visitor = aBrowser(product, 'visitor');
  await visitor.renew();
  const ask = async (count: number, headers: Record<string, string> = {}): Promise<Mail | undefined> => {
    await fire(forgot(visitor, 'LOST', headers));
    return (await mailbox.awaitMails(emailOf('LOST'), count)).at(-1);
  };
  const first = await ask(1);
  const second = await ask(2, { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' });
  mailbox.close();
  if (first === undefined || second === undefined) {
    holds(false, 'no mail with a link comes');
    return;
  }
  holds(linkIn(second).host === new URL(product.origin).host, `the link leads to ${linkIn(second).host}`);
  holds(linkIn(second).token.length >= 32, 'the token of a link is short');
  const refused = [...V400, 404];
  await fire(reset(visitor, linkIn(first).token, refused));
  for (const bad of ['x'.repeat(43), `${linkIn(second).token}x`, linkIn(second).token.slice(0, -1)])
    await fire(reset(visitor, bad, refused));
  await fire(reset(visitor, linkIn(second).token, [200]));
  await fire(reset(visitor, linkIn(second).token, refused));
  await fire({ as: before, method: 'GET', path: '/auth/me', expect: A401 });
  await fire({ as: visitor, method: 'GET', path: '/auth/me', expect: A401 });
  const old = aBrowser(product, 'visitor');
  await fire({
    as: old,
    method: 'POST',
    path: '/auth/login',
    json: { email: emailOf('LOST'), password },
    expect: A401,
  });
};

export const proofs: readonly Row[] = [
  {
    id: 'C19',
    title: 'second factors: guessed, repeated, borrowed, left out',
    absent: needs('POST /auth/second-factor'),
    changes: true,
    story: secondFactors,
  },
  {
    id: 'C20',
    title: 'links to a new password: repeated, outdated, altered, led astray',
    absent: needs('POST /auth/reset-password'),
    changes: true,
    story: resets,
  },
];
