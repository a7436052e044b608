import type {
  listOperatories,
  Operatory,
  OperatoryChange,
  OperatoryDraft,
  QueryOf,
  ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid } from '../../platform/errors.ts';
import { findRecord } from '../../platform/find-record.ts';
import { insertRecord } from '../../platform/insert.ts';
import { Types } from '../../platform/mongo.ts';
import { folded } from '../../platform/search-text.rules.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { editRecord } from '../../platform/stale.ts';
import { activeNameAfter, refuseDuplicates } from '../../platform/unique.ts';
import { loadKnowing, type ScheduleBook } from '../schedule/index.ts';
import { toOperatory } from './operatories.mapper.ts';
import { type OperatoryDoc, OperatoryModel } from './operatory.model.ts';

type Deps = { clock: Clock; schedule: ScheduleBook };
type View = ViewOf<typeof Operatory>;

const nameOnce = refuseDuplicates({ uniq_active_name: 'name' });

const find = (actor: Actor, operatoryId: string): Promise<OperatoryDoc> =>
  findRecord(OperatoryModel, { _id: new Types.ObjectId(operatoryId), clinicId: actor.clinicId });

const createChanges = ({ clock, schedule }: Deps) => ({
  // Equipment must be of this clinic (404) and stand where the chair stands (400).
  assertEquipment: async (actor: Actor, locationId: string, ids: readonly string[] = []): Promise<void> => {
    const clinicId = actor.clinicId.toHexString();
    const { equipment } = await loadKnowing(schedule, clinicId, {
      locationIds: [locationId],
      equipmentIds: ids,
    });
    const elsewhere = ids.flatMap((id, at) =>
      equipment.get(id)?.locationId === locationId
        ? []
        : [{ path: `equipmentIds.${at}`, message: 'elsewhere' }],
    );
    if (elsewhere.length > 0) throw invalid(elsewhere);
  },

  change: async (
    actor: Actor,
    current: OperatoryDoc,
    { rev, equipmentIds, ...values }: OperatoryChange,
  ): Promise<View> => {
    const changed = await editRecord<OperatoryDoc>(
      OperatoryModel,
      { _id: current._id, clinicId: actor.clinicId },
      {
        actor,
        at: clock.now(),
        rev,
        values: { ...values, equipmentIds: equipmentIds?.map((id) => new Types.ObjectId(id)) },
        derived: { activeName: activeNameAfter(current, values) },
      },
    ).catch(nameOnce);
    schedule.forget(actor.clinicId.toHexString());
    return toOperatory(changed);
  },
});

export const createOperatoriesService = (deps: Deps) => {
  const { clock, schedule } = deps;
  const { assertEquipment, change } = createChanges(deps);
  return {
    operatories: async (
      actor: Actor,
      { locationId, includeInactive = false }: QueryOf<typeof listOperatories>,
    ): Promise<View[]> => {
      const found = await OperatoryModel.find(
        {
          clinicId: actor.clinicId,
          ...(locationId === undefined ? {} : { locationId }),
          ...(includeInactive ? {} : { isActive: true }),
        },
        { changes: 0 },
      )
        .sort({ order: 1, name: 1 })
        .lean<OperatoryDoc[]>();
      return found.map(toOperatory);
    },

    operatory: async (actor: Actor, operatoryId: string): Promise<View> =>
      toOperatory(await find(actor, operatoryId)),

    addOperatory: async (actor: Actor, draft: OperatoryDraft): Promise<View> => {
      await assertEquipment(actor, draft.locationId, draft.equipmentIds);
      const ord = await takeNumbers('resource-ord');
      const fields = { ...draft, clinicId: actor.clinicId, ord, activeName: folded(draft.name) };
      const created = await insertRecord<OperatoryDoc>(OperatoryModel, fields, clock.now()).catch(nameOnce);
      schedule.forget(actor.clinicId.toHexString());
      return toOperatory(created);
    },

    changeOperatory: async (actor: Actor, operatoryId: string, body: OperatoryChange): Promise<View> => {
      const current = await find(actor, operatoryId);
      await assertEquipment(actor, current.locationId.toHexString(), body.equipmentIds);
      return change(actor, current, body);
    },

    /** Retires a chair; doing it again changes nothing. */
    retireOperatory: async (actor: Actor, operatoryId: string): Promise<View> => {
      const current = await find(actor, operatoryId);
      if (!current.isActive) return toOperatory(current);
      return change(actor, current, { rev: current.rev, isActive: false });
    },
  };
};
export type OperatoriesService = ReturnType<typeof createOperatoriesService>;
