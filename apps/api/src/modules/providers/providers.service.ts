import type {
  BodyOf,
  createProvider,
  Provider,
  ProviderChange,
  StrandedVisit,
  ViewOf,
  WorkingHours,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { insertRecord } from '../../platform/insert.ts';
import { Types } from '../../platform/mongo.ts';
import { folded, wordsOf } from '../../platform/search-text.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { type Edit, editRecord } from '../../platform/stale.ts';
import { refuseDuplicates } from '../../platform/unique.ts';
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
import { createProviderListService } from './provider-list.service.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';
import { toProvider } from './providers.mapper.ts';
import { searchTextOf } from './providers.rules.ts';
import { storedHours } from './stored-hours.ts';
import { chairIssues, type Hours, placesNamed } from './working-hours.rules.ts';

export type ProvidersDeps = {
  clock: Clock;
  schedule: ScheduleBook;
  stranded: Pick<StrandedVisits, 'outside'>;
  /** Whether a user works in the clinic. */
  isMember: (clinicId: Types.ObjectId, userId: string) => Promise<boolean>;
};
type View = ViewOf<typeof Provider>;
type Stranded = ViewOf<typeof StrandedVisit>[];

const onlyOnce = refuseDuplicates({ uniq_active_email: 'email', uniq_user: 'userId' });

const derivedFrom = (person: Parameters<typeof searchTextOf>[0]) => ({
  sortName: folded(`${person.firstName} ${person.lastName}`),
  searchWords: wordsOf(searchTextOf(person)),
});

const find = async (actor: Actor, providerId: string): Promise<ProviderDoc> => {
  const found = await ProviderModel.findOne(
    { clinicId: actor.clinicId, _id: providerId },
    { changes: 0 },
  ).lean<ProviderDoc>();
  if (found === null) throw notFound();
  return found;
};

/** The schedule as it would be with these hours in it. */
const proposed = (
  schedule: ClinicSchedule,
  providerId: string,
  { hours, overrides, timeOff }: Hours,
): ClinicSchedule => {
  const provider = schedule.providers.get(providerId);
  if (provider === undefined) throw notFound();
  const changed = {
    ...provider,
    hours,
    overrides: overrides ?? provider.overrides,
    timeOff: timeOff ?? provider.timeOff,
  };
  return { ...schedule, providers: new Map(schedule.providers).set(providerId, changed) };
};

export const createProvidersService = ({ clock, schedule, stranded, isMember }: ProvidersDeps) => {
  const assertHours = async (actor: Actor, hours: Hours, named: Named = {}): Promise<ClinicSchedule> => {
    const issues = [
      ...weeklyHoursIssues(hours.hours, 'hours'),
      ...overridesIssues(hours.overrides ?? [], 'overrides'),
      ...timeOffIssues(hours.timeOff ?? [], 'timeOff'),
    ];
    if (issues.length > 0) throw invalid(issues);
    const known = await loadKnowing(schedule, actor.clinicId.toHexString(), {
      ...placesNamed(hours),
      ...named,
    });
    const chairs = new Map([...known.operatories.values()].map((chair) => [chair.id, chair.locationId]));
    const elsewhere = chairIssues(hours, chairs);
    if (elsewhere.length > 0) throw invalid(elsewhere);
    return known;
  };

  const assertMember = async (actor: Actor, userId: string | null | undefined): Promise<void> => {
    if (userId === undefined || userId === null) return;
    if (!(await isMember(actor.clinicId, userId))) throw notFound();
  };

  const edit = async (
    actor: Actor,
    providerId: string,
    change: Omit<Edit, 'actor' | 'at'>,
  ): Promise<ProviderDoc> => {
    const changed = await editRecord<ProviderDoc>(
      ProviderModel,
      { _id: new Types.ObjectId(providerId), clinicId: actor.clinicId },
      { ...change, actor, at: clock.now() },
    ).catch(onlyOnce);
    schedule.forget(actor.clinicId.toHexString());
    return changed;
  };

  const setActive = async (actor: Actor, providerId: string, isActive: boolean): Promise<View> => {
    const current = await find(actor, providerId);
    if (current.isActive === isActive) return toProvider(current);
    return toProvider(await edit(actor, providerId, { rev: current.rev, values: { isActive } }));
  };

  return {
    ...createProviderListService({ clock }),

    provider: async (actor: Actor, providerId: string): Promise<View> =>
      toProvider(await find(actor, providerId)),

    add: async (actor: Actor, draft: BodyOf<typeof createProvider>): Promise<View> => {
      await assertHours(actor, draft, { typeIds: draft.appointmentTypeIds });
      await assertMember(actor, draft.userId);
      const ord = await takeNumbers('resource-ord');
      const fields = { ...draft, ...derivedFrom(draft), clinicId: actor.clinicId, ord };
      const created = await insertRecord<ProviderDoc>(ProviderModel, fields, clock.now()).catch(onlyOnce);
      schedule.forget(actor.clinicId.toHexString());
      return toProvider(created);
    },

    change: async (actor: Actor, providerId: string, { rev, ...values }: ProviderChange): Promise<View> => {
      const current = await find(actor, providerId);
      const { appointmentTypeIds, userId } = values;
      await loadKnowing(schedule, actor.clinicId.toHexString(), { typeIds: appointmentTypeIds ?? [] });
      await assertMember(actor, userId);
      const { title = current.title, firstName = current.firstName, lastName = current.lastName } = values;
      const { specialties = current.specialties } = values;
      const changed = await edit(actor, providerId, {
        rev,
        values: {
          ...values,
          userId: typeof userId === 'string' ? new Types.ObjectId(userId) : userId,
          appointmentTypeIds: appointmentTypeIds?.map((id) => new Types.ObjectId(id)),
        },
        derived: derivedFrom({ title, firstName, lastName, specialties }),
      });
      return toProvider(changed);
    },

    /** Replaces hours, overrides and time off, and tells which booked visits they leave outside. */
    changeWorkingHours: async (
      actor: Actor,
      providerId: string,
      { rev, ...hours }: WorkingHours,
    ): Promise<{ provider: View; stranded: Stranded }> => {
      const known = await assertHours(actor, hours, { providerIds: [providerId] });
      const changed = await edit(actor, providerId, { rev, values: storedHours(hours) });
      const outside = await stranded.outside(proposed(known, providerId, hours), providerId);
      return { provider: toProvider(changed), stranded: outside };
    },

    /** What changing the hours would leave outside; nothing is saved. */
    previewWorkingHours: async (
      actor: Actor,
      providerId: string,
      { rev: _rev, ...hours }: WorkingHours,
    ): Promise<{ stranded: Stranded }> => {
      const known = await assertHours(actor, hours, { providerIds: [providerId] });
      return { stranded: await stranded.outside(proposed(known, providerId, hours), providerId) };
    },

    deactivate: (actor: Actor, providerId: string): Promise<View> => setActive(actor, providerId, false),
    reactivate: (actor: Actor, providerId: string): Promise<View> => setActive(actor, providerId, true),
  };
};
export type ProvidersService = ReturnType<typeof createProvidersService>;
