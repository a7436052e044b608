import { randomBytes } from 'node:crypto';
import type { Role } from '@topsmile/contracts';
import { AppError, violates } from '../../platform/errors.ts';
import { type ClientSession, trusted, type Tx, Types } from '../../platform/mongo.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { type UserDoc, UserModel } from './user.model.ts';

/** A person who can sign in, without what proves it. */
export type Account = Omit<UserDoc, 'passwordHash'>;
export type Membership = Account['memberships'][number];

/** What somebody is in a clinic: a fixed role, or one of the clinic's own with the fixed one it comes from. */
export type Assignment = { role: Role; customRoleId: Types.ObjectId | undefined };

type Place = { clinicId: Types.ObjectId; userId: Types.ObjectId };
type Edit = Place & { rev: number };

const inSession = (tx: Tx | undefined): { session?: ClientSession } =>
  tx === undefined ? {} : { session: tx.session };

export const membershipIn = (
  { memberships }: Pick<Account, 'memberships'>,
  clinicId: Types.ObjectId,
): Membership | undefined => memberships.find((one) => one.clinicId.equals(clinicId));

/** Everybody who works or worked in a clinic. */
export const peopleOf = (clinicId: Types.ObjectId): Promise<Account[]> =>
  UserModel.find({ 'memberships.clinicId': clinicId }).sort({ firstName: 1, lastName: 1 }).lean<Account[]>();

/** Some of the people of a clinic; whoever is not one of them is left out. */
export const peopleAmong = (
  clinicId: Types.ObjectId,
  userIds: readonly Types.ObjectId[],
  tx?: Tx,
): Promise<Account[]> =>
  UserModel.find(
    { _id: trusted({ $in: [...userIds] }), 'memberships.clinicId': clinicId },
    {},
    inSession(tx),
  ).lean<Account[]>();

export const accountOf = (userId: Types.ObjectId, tx?: Tx): Promise<Account | null> =>
  UserModel.findById(userId, {}, inSession(tx)).lean<Account>();

export const accountWith = (email: string, tx?: Tx): Promise<Account | null> =>
  UserModel.findOne({ email }, {}, inSession(tx)).lean<Account>();

export const passwordHashOf = async (userId: Types.ObjectId): Promise<string | undefined> =>
  (await UserModel.findById(userId).select('+passwordHash').lean<UserDoc>())?.passwordHash;

const edit = async (tx: Tx, { clinicId, userId, rev }: Edit, change: object): Promise<Account | null> =>
  UserModel.findOneAndUpdate(
    { _id: userId, memberships: trusted({ $elemMatch: { clinicId, rev } }) },
    { ...change, $inc: { 'memberships.$.rev': 1 } },
    { session: tx.session, returnDocument: 'after' },
  ).lean<Account>();

const roleFields = ({ role, customRoleId }: Assignment) => ({
  $set: {
    'memberships.$.role': role,
    ...(customRoleId === undefined ? {} : { 'memberships.$.customRoleId': customRoleId }),
  },
  ...(customRoleId === undefined ? { $unset: { 'memberships.$.customRoleId': 1 } } : {}),
});

/** Null: somebody else was faster. */
export const assign = (tx: Tx, which: Edit, assignment: Assignment): Promise<Account | null> =>
  edit(tx, which, roleFields(assignment));

export const setActive = (tx: Tx, which: Edit, isActive: boolean): Promise<Account | null> =>
  edit(tx, which, { $set: { 'memberships.$.isActive': isActive } });

export const demandNewPassword = (tx: Tx, which: Edit): Promise<Account | null> =>
  edit(tx, which, { $set: { mustChangePassword: true } });

/** The administrators that a clinic can count on. */
export const countAdministrators = (tx: Tx, clinicId: Types.ObjectId): Promise<number> =>
  UserModel.countDocuments(
    {
      memberships: trusted({
        $elemMatch: { clinicId, role: 'admin', isActive: true, customRoleId: { $exists: false } },
      }),
    },
    inSession(tx),
  );

export const countHolders = (tx: Tx, clinicId: Types.ObjectId, customRoleId: Types.ObjectId) =>
  UserModel.countDocuments(
    { memberships: trusted({ $elemMatch: { clinicId, customRoleId } }) },
    inSession(tx),
  );

/** Makes somebody a member, again if they were one before; false when they are one already. */
export const join = async (tx: Tx, { clinicId, userId }: Place, to: Assignment): Promise<boolean> => {
  const { session } = tx;
  const { $set, ...rest } = roleFields(to);
  const returned = await UserModel.updateOne(
    { _id: userId, memberships: trusted({ $elemMatch: { clinicId, isActive: false } }) },
    { ...rest, $set: { ...$set, 'memberships.$.isActive': true }, $inc: { 'memberships.$.rev': 1 } },
    { session },
  );
  if (returned.modifiedCount === 1) return true;
  const own = to.customRoleId === undefined ? {} : { customRoleId: to.customRoleId };
  const membership = { clinicId, role: to.role, isActive: true, rev: 0, ...own };
  const joined = await UserModel.updateOne(
    { _id: userId, 'memberships.clinicId': trusted({ $ne: clinicId }) },
    { $push: { memberships: membership } },
    { session },
  );
  return joined.modifiedCount === 1;
};

export type NewAccount = {
  firstName: string;
  lastName: string;
  email: string;
  /** Absent: nobody can sign in until a password is chosen. */
  password: string | undefined;
  isPlatformAdmin?: boolean;
  mustChangePassword?: boolean;
};

// Hashes of what nobody knows: a sign-in takes as long as with any other password, and fails.
const unknowable = (): string => randomBytes(32).toString('base64url');

/** The hash is slow on purpose: made before the transaction that keeps it. */
export const newAccount = async ({ password, ...person }: NewAccount) => ({
  ...person,
  _id: new Types.ObjectId(),
  passwordHash: await hashPassword(password ?? unknowable()),
});

export const keepAccount = async (
  tx: Tx | undefined,
  account: Awaited<ReturnType<typeof newAccount>>,
): Promise<void> => {
  await UserModel.create([{ ...account, memberships: [] }], inSession(tx)).catch((error: unknown) => {
    if (!violates(error, 'uniq_email')) throw error;
    throw new AppError('already-exists', 'This e-mail already has an account.', {
      issues: [{ path: 'email', message: 'alreadyExists' }],
    });
  });
};

/** Who runs the platform. */
export const platformAdministrators = (): Promise<Account[]> =>
  UserModel.find({ isPlatformAdmin: true }).sort({ email: 1 }).lean<Account[]>();

/** Everybody who administers some clinic. */
export const administratorsOfClinics = (): Promise<Account[]> =>
  UserModel.find({ memberships: trusted({ $elemMatch: { role: 'admin', isActive: true } }) })
    .sort({ email: 1 })
    .lean<Account[]>();

/** A password set by whoever holds the server: known to them, so another one is due at the next sign-in. */
export const replacePassword = async (userId: Types.ObjectId, password: string): Promise<void> => {
  const passwordHash = await hashPassword(password);
  await UserModel.updateOne({ _id: userId }, { $set: { passwordHash, mustChangePassword: true } });
};
