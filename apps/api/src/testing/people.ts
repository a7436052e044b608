import type { Role } from '@topsmile/contracts';
import { UserModel } from '../modules/staff-auth/user.model.ts';
import { hashPassword } from '../platform/passwords.ts';
import { Types } from '../platform/mongo.ts';
import { aPassword, type TestApp } from './app.ts';
import { aBrowser, type Browser } from './client.ts';

let hash: Promise<string> | undefined;

/** A member of staff of a clinic, signed in. */
export const aMember = async ({ app }: TestApp, clinicId: string, role: Role): Promise<Browser> => {
  hash ??= hashPassword(aPassword);
  const email = `${new Types.ObjectId().toHexString()}@example.com`;
  await UserModel.create({
    firstName: 'Paula',
    lastName: 'Mendes',
    email,
    passwordHash: await hash,
    memberships: [{ clinicId: new Types.ObjectId(clinicId), role, isActive: true }],
  });
  const browser = aBrowser(app);
  const reply = await browser.signIn(email, aPassword);
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}`);
  return browser;
};
