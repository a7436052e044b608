import type { BodyOf, createProvider, Provider, ProviderChange, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { findRecord } from '../../platform/find-record.ts';
import { insertRecord } from '../../platform/insert.ts';
import { Types } from '../../platform/mongo.ts';
import { folded, wordsOf } from '../../platform/search-text.rules.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { loadKnowing, type ScheduleBook, type StrandedVisits } from '../schedule/index.ts';
import { createProviderEdit, onlyOnce } from './provider-edit.ts';
import { createProviderListService } from './provider-list.service.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';
import { toProvider } from './providers.mapper.ts';
import { searchTextOf } from './providers.rules.ts';
import { createWorkingHoursService, scheduleForHours } from './working-hours.service.ts';

export type ProvidersDeps = {
  clock: Clock;
  schedule: ScheduleBook;
  stranded: Pick<StrandedVisits, 'outside'>;
  /** Whether a user works in the clinic. */
  isMember: (clinicId: Types.ObjectId, userId: string) => Promise<boolean>;
};
type View = ViewOf<typeof Provider>;

const derivedFrom = (person: Parameters<typeof searchTextOf>[0]) => ({
  sortName: folded(`${person.firstName} ${person.lastName}`),
  searchWords: wordsOf(searchTextOf(person)),
});

const find = (actor: Actor, providerId: string): Promise<ProviderDoc> =>
  findRecord(ProviderModel, { _id: new Types.ObjectId(providerId), clinicId: actor.clinicId });

export const createProvidersService = (deps: ProvidersDeps) => {
  const { clock, schedule, isMember } = deps;
  const edit = createProviderEdit(deps);

  const assertMember = async (actor: Actor, userId: string | null | undefined): Promise<void> => {
    if (userId === undefined || userId === null) return;
    if (!(await isMember(actor.clinicId, userId))) throw notFound();
  };

  const setActive = async (actor: Actor, providerId: string, isActive: boolean): Promise<View> => {
    const current = await find(actor, providerId);
    if (current.isActive === isActive) return toProvider(current);
    return toProvider(await edit(actor, providerId, { rev: current.rev, values: { isActive } }));
  };

  return {
    ...createProviderListService({ clock }),
    ...createWorkingHoursService(deps),

    provider: async (actor: Actor, providerId: string): Promise<View> =>
      toProvider(await find(actor, providerId)),

    add: async (actor: Actor, draft: BodyOf<typeof createProvider>): Promise<View> => {
      await scheduleForHours(deps, { actor, hours: draft, named: { typeIds: draft.appointmentTypeIds } });
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

    deactivate: (actor: Actor, providerId: string): Promise<View> => setActive(actor, providerId, false),
    reactivate: (actor: Actor, providerId: string): Promise<View> => setActive(actor, providerId, true),
  };
};
export type ProvidersService = ReturnType<typeof createProvidersService>;
