import type { UpdateFilter } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import type { EmbeddedEvent } from '../../platform/outbox/events.ts';
import { type AppointmentDoc, appointments, type HistoryEntry } from './appointment.model.ts';
import { lostTo } from './find-visit.ts';
import { noted } from './record.ts';

export type Change = {
  readonly visit: Pick<AppointmentDoc, '_id' | 'rev' | 'status'>;
  readonly at: Date;
  readonly set: Partial<Omit<AppointmentDoc, 'rev' | 'updatedAt' | 'history' | 'outbox'>>;
  readonly unset?: readonly (keyof AppointmentDoc)[];
  readonly entry: HistoryEntry;
  readonly events?: readonly EmbeddedEvent[];
};

/** The update of one change: values, what goes, one revision more, the history and the events. */
export const updateOf = ({
  at,
  set,
  unset = [],
  entry,
  events = [],
}: Change): UpdateFilter<AppointmentDoc> => ({
  $set: { ...set, updatedAt: at },
  ...(unset.length === 0 ? {} : { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
  $inc: { rev: 1 },
  $push: noted(entry, events),
});

/** Compare-and-set: the visit must be just as the caller saw it, or nothing happens and the caller is told. */
export const changeVisit = async (change: Change): Promise<AppointmentDoc> => {
  const { _id, rev, status } = change.visit;
  const changed = await appointments().findOneAndUpdate(
    { clinicId: currentClinicId(), _id, rev, status },
    updateOf(change),
    { returnDocument: 'after', writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 } },
  );
  if (changed === null) throw await lostTo(_id.toHexString(), rev);
  return changed;
};
