import type { MessageTemplate } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { type Tx, Types } from '../../platform/mongo.ts';
import type { MessageOrder, Queue } from '../notifications/index.ts';
import { type Account, activeClinicOf } from './account.ts';

type Deps = {
  clock: Clock;
  queue: Queue;
  zoneOf: (clinicId: Types.ObjectId) => Promise<string>;
};

/** Whom a letter goes to. */
export type Person = Pick<Account, '_id' | 'firstName' | 'lastName' | 'email'> & {
  readonly memberships: readonly { readonly clinicId: Types.ObjectId; readonly isActive: boolean }[];
};

/** When something happened, where its reader lives, and the page where they can look into it. */
type Happened = { at: string; zone: string; path: string };
type Told<K extends MessageTemplate> = {
  params: (happened: Happened) => MessageOrder<K>['params'];
  secretParams: MessageOrder<K>['secretParams'];
  /** The address it goes to, where it is not the account's own. */
  email?: string;
  cause?: string;
  lapsesAt?: Date;
};

const securityPage = '/account/security';
export const forgotPage = '/forgot-password';
// People have no language of their own in the store yet; the product's first one is Brazil's.
const locale = 'pt-BR';

/** What people are told by mail of their own account. */
export const createLetters = ({ clock, queue, zoneOf }: Deps) => ({
  /**
   * Tells somebody, in the transaction of the change where there is one. Whoever works nowhere has no clinic to hear
   * from.
   */
  tell: async <K extends MessageTemplate>(
    template: K,
    { tx, person }: { tx?: Tx; person: Person },
    { params, secretParams, email = person.email, cause, lapsesAt }: Told<K>,
  ): Promise<void> => {
    const clinicId = activeClinicOf(person);
    if (clinicId === undefined) return;
    const happened = {
      at: clock.now().toISOString(),
      zone: await zoneOf(clinicId),
      path: securityPage,
    };
    await queue(tx, {
      clinicId,
      template,
      to: { name: person.firstName, fullName: `${person.firstName} ${person.lastName}`, email },
      locale,
      params: params(happened),
      secretParams,
      cause: cause ?? `account:${person._id.toHexString()}:${new Types.ObjectId().toHexString()}`,
      ...(lapsesAt === undefined ? {} : { lapsesAt }),
    });
  },
});
export type Letters = ReturnType<typeof createLetters>;
