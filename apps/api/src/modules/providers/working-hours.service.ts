import type { Provider, StrandedVisit, ViewOf, WorkingHours } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import {
  type ClinicSchedule,
  loadKnowing,
  type Named,
  overridesIssues,
  type ScheduleBook,
  type StrandedVisits,
  timeOffIssues,
  weeklyHoursIssues,
} from '../schedule/index.ts';
import { createProviderEdit } from './provider-edit.ts';
import { toProvider } from './providers.mapper.ts';
import { storedHours } from './stored-hours.ts';
import { chairIssues, type Hours, placesNamed } from './working-hours.rules.ts';

type Deps = { clock: Clock; schedule: ScheduleBook; stranded: Pick<StrandedVisits, 'outside'> };
type Stranded = ViewOf<typeof StrandedVisit>[];
type Wanted = { actor: Actor; hours: Hours; named: Named };

/**
 * The clinic's schedule, once these hours are known to be right: on the grid, free of overlaps, in places
 * and chairs of this clinic (404) that belong together (400).
 */
export const scheduleForHours = async (
  { schedule }: Pick<Deps, 'schedule'>,
  { actor, hours, named }: Wanted,
): Promise<ClinicSchedule> => {
  const issues = [
    ...weeklyHoursIssues(hours.hours, 'hours'),
    ...overridesIssues(hours.overrides ?? [], 'overrides'),
    ...timeOffIssues(hours.timeOff ?? [], 'timeOff'),
  ];
  if (issues.length > 0) throw invalid(issues);
  const clinicId = actor.clinicId.toHexString();
  const known = await loadKnowing(schedule, clinicId, { ...placesNamed(hours), ...named });
  const chairs = new Map([...known.operatories.values()].map((chair) => [chair.id, chair.locationId]));
  const elsewhere = chairIssues(hours, chairs);
  if (elsewhere.length > 0) throw invalid(elsewhere);
  return known;
};

/** The schedule as it would be with these hours in it. */
const proposed = (schedule: ClinicSchedule, providerId: string, hours: Hours): ClinicSchedule => {
  const provider = schedule.providers.get(providerId);
  if (provider === undefined) throw notFound();
  const changed = {
    ...provider,
    hours: hours.hours,
    overrides: hours.overrides ?? provider.overrides,
    timeOff: hours.timeOff ?? provider.timeOff,
  };
  return { ...schedule, providers: new Map(schedule.providers).set(providerId, changed) };
};

export const createWorkingHoursService = (deps: Deps) => {
  const edit = createProviderEdit(deps);
  const proposal = async (actor: Actor, providerId: string, hours: Hours): Promise<ClinicSchedule> =>
    proposed(
      await scheduleForHours(deps, { actor, hours, named: { providerIds: [providerId] } }),
      providerId,
      hours,
    );

  return {
    /** Replaces hours, overrides and time off, and tells which booked visits they leave outside. */
    changeWorkingHours: async (
      actor: Actor,
      providerId: string,
      { rev, ...hours }: WorkingHours,
    ): Promise<{ provider: ViewOf<typeof Provider>; stranded: Stranded }> => {
      const schedule = await proposal(actor, providerId, hours);
      const changed = await edit(actor, providerId, { rev, values: storedHours(hours) });
      return { provider: toProvider(changed), stranded: await deps.stranded.outside(schedule, providerId) };
    },

    /** What changing the hours would leave outside; nothing is saved. */
    previewWorkingHours: async (
      actor: Actor,
      providerId: string,
      { rev: _rev, ...hours }: WorkingHours,
    ): Promise<{ stranded: Stranded }> => {
      const schedule = await proposal(actor, providerId, hours);
      return { stranded: await deps.stranded.outside(schedule, providerId) };
    },
  };
};
