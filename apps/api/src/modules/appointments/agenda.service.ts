import type { Agenda, getAgenda, QueryOf, ViewOf } from '@topsmile/contracts';
import { parseDay } from '@topsmile/scheduling';
import type { Clock } from '../../platform/clock.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { instantOf } from '../../platform/time.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { type AgendaWish, columnsOf, dayViews, totalsOf } from './agenda.rules.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { cardFields, toCard } from './appointment.mapper.ts';
import { isTaking } from './busy.store.ts';
import { dayRange } from './day-range.rules.ts';

const mostDays = 7;
const longestMs = 86_400_000;

const assertRange = ({ from, to = from, providerId, operatoryId }: QueryOf<typeof getAgenda>): void => {
  const length = parseDay(to) - parseDay(from) + 1;
  if (length < 1 || length > mostDays) throw invalid([{ path: 'to', message: 'range' }]);
  if (length > 1 && providerId === undefined && operatoryId === undefined)
    throw invalid([{ path: 'providerId', message: 'required' }]);
};

const visitsOf = ({ location, days, providerId, operatoryId }: AgendaWish): Promise<AppointmentDoc[]> => {
  const { start, end } = dayRange(location.zone, days);
  return appointments()
    .find(
      {
        clinicId: currentClinicId(),
        locationId: new Types.ObjectId(location.id),
        startsAt: { $gte: new Date(instantOf(start).getTime() - longestMs), $lt: instantOf(end) },
        endsAt: { $gt: instantOf(start) },
        status: { $ne: 'expired' },
        deletedAt: { $exists: false },
        ...(providerId === undefined ? {} : { providerId: new Types.ObjectId(providerId) }),
        ...(operatoryId === undefined ? {} : { operatoryId: new Types.ObjectId(operatoryId) }),
      },
      { projection: cardFields, sort: { startsAt: 1 } },
    )
    .toArray();
};

export const createAgendaService = ({ clock, book }: { clock: Clock; book: ScheduleBook }) => ({
  /** The agenda as it is drawn: one look at the visits, everything else from memory. */
  show: async (query: QueryOf<typeof getAgenda>): Promise<ViewOf<typeof Agenda>> => {
    assertRange(query);
    const now = clock.now();
    const schedule = await book.load();
    const location = schedule.locations.get(query.locationId);
    const { providerId, operatoryId, by, from, to = from } = query;
    const isKnown =
      (providerId === undefined || schedule.providers.has(providerId)) &&
      (operatoryId === undefined || schedule.operatories.has(operatoryId));
    if (location === undefined || !isKnown) throw notFound();
    const wish: AgendaWish = { schedule, location, days: { from, to }, by, providerId, operatoryId };
    const found = await visitsOf(wish);
    const visits = found.filter((visit) => visit.status !== 'held' || isTaking(visit, now));
    return {
      from,
      to,
      locationId: location.id,
      zone: location.zone,
      slotStepMinutes: schedule.settings.slotStepMinutes,
      longWaitMinutes: schedule.settings.longWaitMinutes,
      days: dayViews(wish),
      columns: columnsOf(wish, visits),
      visits: visits.map(toCard),
      totals: totalsOf(visits),
      asOf: now.toISOString(),
    };
  },
});
export type AgendaService = ReturnType<typeof createAgendaService>;
