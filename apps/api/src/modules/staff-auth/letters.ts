import type { Clock } from '../../platform/clock.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import { type Account, activeClinicOf } from './account.ts';
import type { LetterFacts, LetterName, QueueLetter } from './letters.types.ts';

type Deps = {
  clock: Clock;
  queue: QueueLetter;
  zoneOf: (clinicId: Types.ObjectId) => Promise<string>;
};

type Person = Pick<Account, '_id' | 'firstName' | 'lastName' | 'email' | 'memberships'>;
type Told<K extends LetterName> = {
  /** Facts beyond when and where: those two are the same in every letter. */
  params: Omit<LetterFacts[K]['params'], 'at' | 'zone'>;
  secretParams?: LetterFacts[K]['secretParams'];
  /** The address it goes to, where it is not the account's own. */
  email?: string;
  cause?: string;
  lapsesAt?: Date;
};

export const securityPage = '/account/security';
export const forgotPage = '/forgot-password';
// People have no language of their own in the store yet; the product's first one is Brazil's.
const locale = 'pt-BR';

/** What people are told by mail of their own account. */
export const createLetters = ({ clock, queue, zoneOf }: Deps) => ({
  /** Tells somebody, in the transaction of the change where there is one. Whoever works nowhere has no clinic to hear from. */
  tell: async <K extends LetterName>(
    template: K,
    { tx, person }: { tx?: Tx; person: Person },
    { params, secretParams, email, cause, lapsesAt }: Told<K>,
  ): Promise<void> => {
    const clinicId = activeClinicOf(person);
    if (clinicId === undefined) return;
    const facts = { at: clock.now().toISOString(), zone: await zoneOf(clinicId), ...params };
    await queue(tx, {
      clinicId,
      template,
      to: { name: `${person.firstName} ${person.lastName}`, email: email ?? person.email },
      locale,
      params: facts as LetterFacts[K]['params'],
      secretParams: secretParams ?? ({} as LetterFacts[K]['secretParams']),
      cause: cause ?? `account:${person._id.toHexString()}:${new Types.ObjectId().toHexString()}`,
      ...(lapsesAt === undefined ? {} : { lapsesAt }),
    });
  },
});
export type Letters = ReturnType<typeof createLetters>;
