import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, ObjectId } from 'mongodb';
import type { Role } from '@topsmile/contracts';
import { aBrowser, type Browser, type Target } from './browser.ts';
import { codeOf } from './totp.ts';
import { type Answer, jsonOf } from './wire.ts';

/** The eight principals of the catalogue and how they come to be signed in. */

export const password = 'Tucano amarelo na varanda 47';

export const emailOf = (name: string): string => `${name.toLowerCase()}@probes.example`;

/** Registers a clinic; the browser is its administrator. */
export const register = async (target: Target, name: string, clinicName: string) => {
  const browser = aBrowser(target, name);
  await browser.renew();
  const answer = await browser.send({
    method: 'POST',
    path: '/auth/register',
    json: { clinicName, firstName: 'Marcos', lastName: 'Dias', email: emailOf(name), password },
  });
  if (answer.status !== 201) throw new Error(`registration answered ${answer.status} ${answer.text}`);
  await browser.renew();
  return { browser, clinicId: String(jsonOf(answer).data.clinic.id) };
};

/** Clinics decide themselves whether a password alone is enough; those of the catalogue do, but for its own rows. */
export const relaxSecondFactor = (db: Db, clinicId: string): Promise<unknown> =>
  db.collection('clinics').updateOne(
    { _id: new ObjectId(clinicId) },
    {
      $set: {
        'security.secondFactor': 'optional',
        'security.reason': 'probes',
        'security.idleMinutes': 30,
        'security.changedAt': new Date(),
        'security.changedBy': 'probes',
      },
    },
  );

const stepMs = 30_000;
const stepNow = (): number => Math.floor(Date.now() / stepMs);

/** The authenticator apps of those who have one. A code is good once: the next sign-in takes the next step. */
const apps = new Map<string, { secret: string; usedStep: number }>();

const nextCode = async (name: string): Promise<string> => {
  const app = apps.get(name);
  if (app === undefined) throw new Error(`${name} has no authenticator app`);
  const step = Math.max(app.usedStep + 1, stepNow());
  // A code of the coming step is accepted, one beyond it is not yet.
  await sleep(Math.max(0, (step - 1) * stepMs - Date.now() + 100));
  app.usedStep = step;
  return codeOf(app.secret, step - stepNow());
};

const sent = async (browser: Browser, path: string, json: object): Promise<Answer> => {
  const answer = await browser.send({ method: 'POST', path, json });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.text}`);
  return answer;
};

/** Sets up an authenticator app, as the product asks of whoever belongs to the platform. */
const enrol = async (browser: Browser, name: string): Promise<void> => {
  const setup = await sent(browser, '/security/mfa/setup', {});
  apps.set(name, { secret: String(jsonOf(setup).data.secret), usedStep: 0 });
  await sent(browser, '/security/mfa/verify', { code: await nextCode(name) });
};

export const signedIn = async (target: Target, name: string): Promise<Browser> => {
  const browser = aBrowser(target, name);
  const answer = await browser.signIn('/auth/login', { email: emailOf(name), password });
  if (answer.status !== 200) throw new Error(`${name}'s sign-in answered ${answer.status} ${answer.text}`);
  const { data } = jsonOf(answer);
  if (data.outcome === 'second-factor') {
    await sent(browser, '/auth/second-factor', { method: 'totp', code: await nextCode(name) });
    await browser.renew();
  } else if (data.session.duty === 'second-factor') await enrol(browser, name);
  return browser;
};

/** A platform administrator stands outside every clinic and enters one for a reason and a time. */
export const entered = async (browser: Browser, clinicId: string): Promise<Browser> => {
  const answer = await browser.send({
    method: 'POST',
    path: '/platform/enter-clinic',
    json: { clinicId, minutes: 60, reason: 'Chamado das provas' },
  });
  if (answer.status !== 200) throw new Error(`entering answered ${answer.status} ${answer.text}`);
  await browser.renew();
  return browser;
};

type Colleague = { name: string; role: Role };

/**
 * A colleague of somebody with the same password and another role. Written straight into the store: whatever
 * else an account needs is copied, so that this goes on working when accounts grow.
 */
export const colleague = async (db: Db, of: string, { name, role }: Colleague): Promise<string> => {
  const original = await db.collection('users').findOne({ email: emailOf(of) });
  if (original === null) throw new Error(`${of} has no account`);
  const _id = new ObjectId();
  const isPlatformAdmin = role === 'super_admin';
  const memberships = isPlatformAdmin
    ? []
    : original['memberships'].map((one: object) => ({ ...one, role, isActive: true }));
  const person = { email: emailOf(name), firstName: 'Paula', memberships, isPlatformAdmin };
  await db.collection('users').insertOne({ ...original, ...person, _id });
  return _id.toHexString();
};
