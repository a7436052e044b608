import type {
  listAppointments,
  listPatientVisits,
  PageInfo,
  QueryOf,
  VisitChange,
} from '@topsmile/contracts';
import { parseDay } from '@topsmile/scheduling';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { type Filter, Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { instantOf } from '../../platform/time.ts';
import type { ClinicSchedule, ScheduleBook } from '../schedule/index.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { cardFields, type CardView, toCard, toVisit, type VisitView } from './appointment.mapper.ts';
import { AppointmentStatusChanged } from './appointments.events.ts';
import { changeVisit } from './change.ts';
import { dayRange } from './day-range.rules.ts';
import { assertFresh, findShownVisit, findVisit } from './find-visit.ts';
import type { PatientsPort } from './ports.ts';
import type { Promotion } from './promotion.ts';
import { historyEntry, visitEvent } from './record.ts';

type Deps = {
  clock: Clock;
  book: ScheduleBook;
  promotion: Promotion;
  patients: Pick<PatientsPort, 'forBooking'>;
};
type PageOf = { items: CardView[]; page: PageInfo };
type Position = { at: Date; id: Types.ObjectId };

const cursorOf = ({ startsAt, _id }: AppointmentDoc): string =>
  Buffer.from(`${startsAt.getTime()}.${_id.toHexString()}`).toString('base64url');

/** Where the page before ended; a cursor that nobody was given is malformed. */
const positionOf = (cursor: string | undefined): Position | undefined => {
  if (cursor === undefined) return undefined;
  const parts = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (parts === null) throw invalid([{ path: 'cursor', message: 'cursor' }]);
  return { at: new Date(Number(parts[1])), id: new Types.ObjectId(parts[2]) };
};

const pageOf = async (
  filter: Filter<AppointmentDoc>,
  { limit, order, cursor }: { limit: number; order: 1 | -1; cursor: string | undefined },
): Promise<PageOf> => {
  const position = positionOf(cursor);
  const beyond = order === 1 ? '$gt' : '$lt';
  const after =
    position === undefined
      ? {}
      : {
          $or: [
            { startsAt: { [beyond]: position.at } },
            { startsAt: position.at, _id: { [beyond]: position.id } },
          ],
        };
  const found = await appointments()
    .find(
      { ...filter, ...after },
      { projection: cardFields, sort: { startsAt: order, _id: order }, limit: limit + 1 },
    )
    .toArray();
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    items: shown.map(toCard),
    page: { limit, ...(hasMore ? { nextCursor: cursorOf(last) } : {}) },
  };
};

/** The instants of calendar days at one place, or at all places of the clinic together. */
const instantsOf = (schedule: ClinicSchedule, query: QueryOf<typeof listAppointments>) => {
  const { startDate, endDate, locationId } = query;
  const location = locationId === undefined ? undefined : schedule.locations.get(locationId);
  if (locationId !== undefined && location === undefined) throw notFound();
  const zones = location === undefined ? [...schedule.locations.values()] : [location];
  const ranges = zones.map(({ zone }) => dayRange(zone, { from: startDate, to: endDate }));
  return {
    from: instantOf(Math.min(...ranges.map(({ start }) => start))),
    to: instantOf(Math.max(...ranges.map(({ end }) => end))),
  };
};

const filterOf = (
  schedule: ClinicSchedule,
  query: QueryOf<typeof listAppointments>,
): Filter<AppointmentDoc> => {
  const { startDate, endDate, locationId, providerId, patientId, status } = query;
  const { from, to } = instantsOf(schedule, query);
  const places = locationId === undefined ? [...schedule.locations.keys()] : [locationId];
  const statuses = status === undefined ? undefined : [status].flat();
  return {
    clinicId: currentClinicId(),
    locationId: { $in: places.map((id) => new Types.ObjectId(id)) },
    startsAt: { $gte: from, $lt: to },
    localDate: { $gte: startDate, $lte: endDate },
    deletedAt: { $exists: false },
    ...(statuses === undefined ? {} : { status: { $in: statuses } }),
    ...(providerId === undefined ? {} : { providerId: new Types.ObjectId(providerId) }),
    ...(patientId === undefined ? {} : { patientId: new Types.ObjectId(patientId) }),
  };
};

const mostDays = 400;
const going: readonly AppointmentDoc['status'][] = ['checked_in', 'in_progress', 'completed'];
const text = (value: string | null | undefined, field: 'note' | 'privateNote') => ({
  set: value === null || value === undefined || value === '' ? {} : { [field]: value },
  unset: value === null || value === '' ? [field] : [],
  fields: value === undefined ? [] : [field],
});

/** Notes and priority; the time changes only by moving. */
const edit = async (
  clock: Clock,
  actor: Actor,
  { id, ...change }: VisitChange & { id: string },
): Promise<VisitView> => {
  const visit = await findVisit(id);
  assertFresh(visit, change.rev);
  const note = text(change.note, 'note');
  const privateNote = text(change.privateNote, 'privateNote');
  const priority = change.priority === undefined ? {} : { priority: change.priority };
  const fields = [...note.fields, ...privateNote.fields, ...Object.keys(priority)];
  const now = clock.now();
  const changed = await changeVisit({
    visit,
    at: now,
    set: { ...note.set, ...privateNote.set, ...priority },
    unset: [...note.unset, ...privateNote.unset],
    entry: historyEntry({ at: now, rev: visit.rev + 1, actor }, { action: 'edited', fields }),
  });
  return toVisit(changed, actor.rights);
};

/** Takes the visit off every list and frees its time; the record stays. What has begun cannot be removed. */
const remove = async (
  { clock, promotion }: Pick<Deps, 'clock' | 'promotion'>,
  actor: Actor,
  id: string,
): Promise<VisitView> => {
  const visit = await findVisit(id);
  if (going.includes(visit.status))
    throw new AppError('wrong-state', 'A visit that has begun stays on record..');
  const now = clock.now();
  const isEnded = ['cancelled', 'no_show', 'expired'].includes(visit.status);
  const status = isEnded ? visit.status : 'cancelled';
  const changed = await changeVisit({
    visit,
    at: now,
    set: { status, deletedAt: now, isOverbooked: false },
    unset: ['claims', 'unclaimed'],
    entry: historyEntry(
      { at: now, rev: visit.rev + 1, actor },
      {
        action: isEnded ? 'edited' : 'cancelled',
        fromStatus: visit.status,
        toStatus: status,
        fields: ['deletedAt'],
      },
    ),
    events: isEnded
      ? []
      : [
          visitEvent(AppointmentStatusChanged, visit, {
            at: now,
            seq: visit.rev + 1,
            from: visit.status,
            to: status,
            notifyPatient: false,
          }),
        ],
  });
  if (!isEnded) await promotion.near(visit);
  return toVisit(changed, actor.rights);
};

export const createVisitsService = ({ clock, book, promotion, patients }: Deps) => ({
  get: async (actor: Actor, id: string): Promise<VisitView> =>
    toVisit(await findShownVisit(id), actor.rights),

  list: async (query: QueryOf<typeof listAppointments>): Promise<PageOf> => {
    const length = parseDay(query.endDate) - parseDay(query.startDate);
    if (length < 0 || length > mostDays) throw invalid([{ path: 'endDate', message: 'range' }]);
    const { limit, cursor } = query;
    return pageOf(filterOf(await book.load(), query), { limit, cursor, order: 1 });
  },

  ofPatient: async (
    patientId: string,
    { limit, cursor }: QueryOf<typeof listPatientVisits>,
  ): Promise<PageOf> => {
    await patients.forBooking(patientId);
    const filter = {
      clinicId: currentClinicId(),
      patientId: new Types.ObjectId(patientId),
      deletedAt: { $exists: false },
    };
    return pageOf(filter, { limit, cursor, order: -1 });
  },

  edit: (actor: Actor, id: string, change: VisitChange) => edit(clock, actor, { ...change, id }),
  remove: (actor: Actor, id: string) => remove({ clock, promotion }, actor, id),
});
export type VisitsService = ReturnType<typeof createVisitsService>;
