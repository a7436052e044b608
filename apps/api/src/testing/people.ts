import type { Role } from '@topsmile/contracts';
import { UserModel } from '../modules/staff-auth/user.model.ts';
import { hashPassword } from '../platform/passwords.ts';
import { Types } from '../platform/mongo.ts';
import { aPassword, type TestApp } from './app.ts';
import { aBrowser, type Browser } from './client.ts';

let hash: Promise<string> | undefined;

/** Somebody who can sign in, with the memberships given. */
export const anAccount = async (
  memberships: { clinicId: string; role: Role; customRoleId?: string }[],
  more: { email?: string; isPlatformAdmin?: boolean } = {},
) => {
  hash ??= hashPassword(aPassword);
  const _id = new Types.ObjectId();
  const email = more.email ?? `${_id.toHexString()}@example.com`;
  await UserModel.create({
    _id,
    firstName: 'Paula',
    lastName: 'Mendes',
    passwordHash: await hash,
    memberships: memberships.map(({ clinicId, role, customRoleId }) => ({
      clinicId: new Types.ObjectId(clinicId),
      role,
      isActive: true,
      ...(customRoleId === undefined ? {} : { customRoleId: new Types.ObjectId(customRoleId) }),
    })),
    isPlatformAdmin: more.isPlatformAdmin ?? false,
    email,
  });
  return { userId: _id.toHexString(), email };
};

/** A browser in which an account has signed in. */
export const aBrowserOf = async ({ app }: TestApp, email: string): Promise<Browser> => {
  const browser = aBrowser(app);
  const reply = await browser.signIn(email, aPassword);
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}`);
  return browser;
};

/** A platform administrator, outside every clinic. */
export const aPlatformAdmin = async (testApp: TestApp): Promise<Browser> =>
  aBrowserOf(testApp, (await anAccount([], { isPlatformAdmin: true })).email);

/** Lets a platform administrator into a clinic. */
export const entered = async (browser: Browser, clinicId: string, minutes = 60): Promise<Browser> => {
  const reply = await browser.post('/platform/enter-clinic', {
    clinicId,
    minutes,
    reason: 'Atendimento de um chamado',
  });
  if (reply.status !== 200)
    throw new Error(`entering answered ${reply.status} ${JSON.stringify(reply.body)}`);
  browser.forgetCsrf();
  return browser;
};

/** A person of a clinic who has signed in, with what tests need to speak of them. */
export const aPerson = async (
  testApp: TestApp,
  clinicId: string,
  as: Role | { role: Role; customRoleId: string },
) => {
  const held = typeof as === 'string' ? { role: as } : as;
  const { userId, email } = await anAccount([{ clinicId, ...held }]);
  return { userId, email, browser: await aBrowserOf(testApp, email) };
};

/** A member of staff of a clinic, signed in; `super_admin` is a platform administrator who has entered it. */
export const aMember = async (testApp: TestApp, clinicId: string, role: Role): Promise<Browser> =>
  role === 'super_admin'
    ? entered(await aPlatformAdmin(testApp), clinicId)
    : (await aPerson(testApp, clinicId, role)).browser;
