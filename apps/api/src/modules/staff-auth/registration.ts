import type { Registration } from '@topsmile/contracts';
import { AppError, violates } from '../../platform/errors.ts';
import { inTransaction, Types } from '../../platform/mongo.ts';
import type { ClinicsService } from '../clinics/index.ts';
import { hashPassword } from '../../platform/passwords.ts';
import type { Account } from './account.ts';
import { UserModel } from './user.model.ts';

const asEmailTaken = (error: unknown): never => {
  if (!violates(error, 'uniq_email')) throw error;
  throw new AppError('already-exists', 'This e-mail already has an account.', {
    issues: [{ path: 'email', message: 'alreadyExists' }],
  });
};

/** Creates the clinic, its first location and its first administrator: all of them, or none. */
export const registerAdministrator = async (
  clinics: Pick<ClinicsService, 'register'>,
  draft: Registration,
): Promise<Account> => {
  const { clinicName, cnpj, phone, zone, password, ...person } = draft;
  const passwordHash = await hashPassword(password);
  const user = { ...person, _id: new Types.ObjectId(), passwordHash };
  return inTransaction(async (tx) => {
    const clinicId = await clinics.register(tx, { name: clinicName, cnpj, phone, zone });
    const memberships = [{ clinicId, role: 'admin' as const, isActive: true }];
    const [created] = await UserModel.create([{ ...user, memberships }], { session: tx.session });
    if (created === undefined) throw new Error('create answered nothing');
    const { createdAt, updatedAt } = created;
    return { ...user, memberships, createdAt, updatedAt };
  }).catch(asEmailTaken);
};
