import { AppError, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { hiddenFields, type ShownVisit } from './appointment.mapper.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';

/** One visit of this clinic, whole; deleted ones are not there. */
export const findVisit = async (id: string): Promise<AppointmentDoc> => {
  const found = await appointments().findOne({
    clinicId: currentClinicId(),
    _id: new Types.ObjectId(id),
    deletedAt: { $exists: false },
  });
  if (found === null) throw notFound();
  return found;
};

/** One visit as it is shown: without the claims, places and events that only writes look at. */
export const findShownVisit = async (id: string): Promise<ShownVisit> => {
  const found = await appointments().findOne<ShownVisit>(
    { clinicId: currentClinicId(), _id: new Types.ObjectId(id), deletedAt: { $exists: false } },
    { projection: hiddenFields },
  );
  if (found === null) throw notFound();
  return found;
};

/** 409 with what the visit looks like now and who changed what since the caller saw it. */
export const staleVisit = (
  visit: Pick<AppointmentDoc, 'rev' | 'history' | 'updatedAt'>,
  rev: number,
): AppError => {
  const since = visit.history.filter((entry) => entry.rev > rev);
  const last = since.at(-1);
  return new AppError('stale', 'Somebody else changed this visit in the meantime.', {
    details: {
      current: {
        rev: visit.rev,
        changedAt: (last?.at ?? visit.updatedAt).toISOString(),
        ...(last?.byName === undefined ? {} : { changedBy: last.byName }),
        fields: [...new Set(since.flatMap((entry) => entry.fields ?? [fieldOf(entry.action)]))],
      },
    },
  });
};

const timeActions: readonly string[] = ['moved', 'resized', 'swapped', 're-zoned'];
const fieldOf = (action: string): string => (timeActions.includes(action) ? 'startsAt' : 'status');

export const assertFresh = (visit: AppointmentDoc, rev: number): void => {
  if (visit.rev !== rev) throw staleVisit(visit, rev);
};

/** After a compare-and-set that matched nothing: gone, or changed by somebody else. */
export const lostTo = async (id: string, rev: number): Promise<AppError> => {
  const current = await findVisit(id);
  return staleVisit(current, rev);
};
