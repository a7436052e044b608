import type {
  Equipment,
  EquipmentChange,
  EquipmentDraft,
  listEquipment,
  QueryOf,
  ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { findRecord } from '../../platform/find-record.ts';
import { insertRecord } from '../../platform/insert.ts';
import { Types } from '../../platform/mongo.ts';
import { folded } from '../../platform/search-text.rules.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { editRecord } from '../../platform/stale.ts';
import { activeNameAfter, refuseDuplicates } from '../../platform/unique.ts';
import { loadKnowing, type ScheduleBook } from '../schedule/index.ts';
import { type EquipmentDoc, EquipmentModel } from './equipment.model.ts';
import { toEquipment } from './operatories.mapper.ts';

type Deps = { clock: Clock; schedule: ScheduleBook };
type View = ViewOf<typeof Equipment>;

const nameOnce = refuseDuplicates({ uniq_active_name: 'name' });

export const createEquipmentService = ({ clock, schedule }: Deps) => ({
  equipment: async (
    actor: Actor,
    { locationId, includeInactive = false }: QueryOf<typeof listEquipment>,
  ): Promise<View[]> => {
    const found = await EquipmentModel.find(
      {
        clinicId: actor.clinicId,
        ...(locationId === undefined ? {} : { locationId }),
        ...(includeInactive ? {} : { isActive: true }),
      },
      { changes: 0 },
    )
      .sort({ order: 1, name: 1 })
      .lean<EquipmentDoc[]>();
    return found.map(toEquipment);
  },

  addEquipment: async (actor: Actor, draft: EquipmentDraft): Promise<View> => {
    const clinicId = actor.clinicId.toHexString();
    await loadKnowing(schedule, clinicId, { locationIds: [draft.locationId] });
    const ord = await takeNumbers('resource-ord');
    const fields = { ...draft, clinicId: actor.clinicId, ord, activeName: folded(draft.name) };
    const created = await insertRecord<EquipmentDoc>(EquipmentModel, fields, clock.now()).catch(nameOnce);
    schedule.forget(clinicId);
    return toEquipment(created);
  },

  changeEquipment: async (
    actor: Actor,
    equipmentId: string,
    { rev, ...values }: EquipmentChange,
  ): Promise<View> => {
    const identity = { _id: new Types.ObjectId(equipmentId), clinicId: actor.clinicId };
    const current = await findRecord<EquipmentDoc>(EquipmentModel, identity);
    const changed = await editRecord<EquipmentDoc>(EquipmentModel, identity, {
      actor,
      at: clock.now(),
      rev,
      values,
      derived: { activeName: activeNameAfter(current, values) },
    }).catch(nameOnce);
    schedule.forget(actor.clinicId.toHexString());
    return toEquipment(changed);
  },
});
export type EquipmentService = ReturnType<typeof createEquipmentService>;
