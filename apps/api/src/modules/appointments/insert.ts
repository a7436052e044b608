import type { Actor } from '../../platform/actor.ts';
import { AppError, violates } from '../../platform/errors.ts';
import { assertKeyShape, bodyHashOf, keyReused, scopedKey } from '../../platform/http/idempotency.ts';
import { isUnavailable, type Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { claimTime, type Placed } from './claiming.ts';
import type { Claimant } from './claimant.ts';
import { timeFields } from './record.ts';
import type { FreshFields } from './draft.ts';

export type Idem = { readonly key: string; readonly bodyHash: string };
/** Majority and journal: an acknowledged visit survives the loss of a server. */
const durable = { writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 } } as const;

/** The caller's key, scoped to the person and the act; undefined when none was sent. */
export const idemOf = (
  actor: Actor,
  route: string,
  { key, body }: { key: string | undefined; body: unknown },
): Idem | undefined => {
  if (key === undefined) return undefined;
  assertKeyShape(key);
  return { key: scopedKey(actor, route, key), bodyHash: bodyHashOf(body) };
};

export type Inserted = { readonly visit: AppointmentDoc; readonly isReplay: boolean };

/** The visit that this key made before, if any; another body under the key is refused. */
export const earlierOf = async (idem: Idem | undefined): Promise<AppointmentDoc | undefined> => {
  if (idem === undefined) return undefined;
  const found = await appointments().findOne({ clinicId: currentClinicId(), 'idem.key': idem.key });
  if (found === null) return undefined;
  if (found.idem?.bodyHash !== idem.bodyHash) throw keyReused();
  return found;
};

const isUnknown = (error: unknown): boolean =>
  isUnavailable(error) || (error instanceof Error && error.name === 'MongoWriteConcernError');

const unknownOutcome = (cause: unknown): AppError =>
  new AppError('unavailable', 'It is not known yet whether this was saved. Send the same request again.', {
    cause,
    details: { retryAfterSeconds: 2 },
  });

/** A lost answer is not a lost write: look before saying anything. */
const reread = async (_id: Types.ObjectId, cause: unknown): Promise<AppointmentDoc> => {
  const found = await appointments()
    .findOne({ clinicId: currentClinicId(), _id })
    .catch(() => null);
  if (found === null) throw unknownOutcome(cause);
  return found;
};

const insertOnce = async (visit: AppointmentDoc): Promise<AppointmentDoc> => {
  try {
    await appointments().insertOne(visit, durable);
    return visit;
  } catch (error) {
    if (isUnknown(error)) return reread(visit._id, error);
    throw error;
  }
};

type Insertion = { fresh: FreshFields; claimant: Omit<Claimant, 'idemKey'>; idem: Idem | undefined };

/** Writes a new visit with its claims, key, event and history in one insert; one key has one effect. */
export const insertVisit = async ({ fresh, claimant, idem }: Insertion): Promise<Inserted> => {
  const write = (placed: Placed): Promise<AppointmentDoc> =>
    insertOnce(
      // A literal that spreads so many fields costs the engine 50 µs; another attempt overwrites the same ones.
      Object.assign(
        { ...fresh },
        timeFields(claimant.schedule, claimant.plan, placed),
        idem === undefined ? undefined : { idem },
      ),
    );
  try {
    const claimed = await claimTime({ ...claimant, idemKey: idem?.key }, write);
    if (!claimed.isReplay) return { visit: claimed.value, isReplay: false };
  } catch (error) {
    if (!violates(error, 'uniq_idem')) throw error;
  }
  const earlier = await earlierOf(idem);
  if (earlier === undefined) throw unknownOutcome(undefined);
  return { visit: earlier, isReplay: true };
};
