import type { Role } from '@topsmile/contracts';
import { noteForAudit } from '../../platform/audit/audit-call.ts';
import {
  type ClientSession,
  collectionOf,
  type Filter,
  type Tx,
  type Types,
  type UpdateFilter,
} from '../../platform/mongo.ts';
import type { AccountSecurity } from './account-security.model.ts';
import { type SecondFactor, UserModel } from './user.model.ts';

type Membership = {
  clinicId: Types.ObjectId;
  role: Role;
  isActive: boolean;
  customRoleId?: Types.ObjectId;
};

/** A member of staff with everything that proves who they are; stays inside this module. */
export type Account = {
  _id: Types.ObjectId;
  firstName: string;
  lastName: string;
  email: string;
  passwordHash: string;
  memberships: Membership[];
  isPlatformAdmin?: boolean;
  mustChangePassword?: boolean;
  passwordChangedAt?: Date;
  secondFactors?: SecondFactor[];
  security?: AccountSecurity;
  createdAt: Date;
  updatedAt: Date;
};

export const accounts = () => collectionOf<Account>(UserModel);

export const accountById = (userId: Types.ObjectId): Promise<Account | null> =>
  accounts().findOne({ _id: userId });
export const accountByEmail = (email: string): Promise<Account | null> => accounts().findOne({ email });
export const accountByPasskey = (credentialId: string): Promise<Account | null> =>
  accounts().findOne({ 'security.passkeys.credentialId': credentialId });

export const inSession = (tx: Tx | undefined): { session?: ClientSession } =>
  tx === undefined ? {} : { session: tx.session };

/** Changes an account if it still is as `filter` says; false when somebody was faster. */
export const changeAccount = async (
  filter: Filter<Account>,
  update: UpdateFilter<Account>,
  tx?: Tx,
): Promise<boolean> => {
  const { matchedCount } = await accounts().updateOne(filter, update, inSession(tx));
  return matchedCount === 1;
};

type WorksIn = {
  readonly memberships: readonly { readonly clinicId: Types.ObjectId; readonly isActive: boolean }[];
};

export const activeClinicOf = ({ memberships }: WorksIn): Types.ObjectId | undefined =>
  memberships.find(({ isActive }) => isActive)?.clinicId;

export const hasSecondFactor = ({ secondFactors = [] }: Pick<Account, 'secondFactors'>): boolean =>
  secondFactors.length > 0;

/** Whose sign-in this is, for the trail of the clinic in which they work. */
export const noteSubject = (account: Account): void => {
  const clinicId = activeClinicOf(account);
  if (clinicId !== undefined) noteForAudit({ subject: { userId: account._id, clinicId } });
};
