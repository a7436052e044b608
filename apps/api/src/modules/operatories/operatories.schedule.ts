import { stampOf } from '../../platform/stale.ts';
import type { ScheduleSources } from '../schedule/index.ts';
import { type EquipmentDoc, EquipmentModel } from './equipment.model.ts';
import { type OperatoryDoc, OperatoryModel } from './operatory.model.ts';

/** What the schedule book reads of chairs and equipment. */
export const operatoriesSchedule: Pick<ScheduleSources, 'operatories' | 'equipment'> = {
  operatories: async (clinicId) => {
    const found = await OperatoryModel.find({ clinicId }, { changes: 0 })
      .sort({ order: 1, name: 1 })
      .lean<OperatoryDoc[]>();
    const items = found.map((operatory) => ({
      id: operatory._id.toHexString(),
      ord: operatory.ord,
      locationId: operatory.locationId.toHexString(),
      name: operatory.name,
      order: operatory.order,
      isActive: operatory.isActive,
      equipmentIds: operatory.equipmentIds.map(String),
    }));
    return { items, stamps: found.map(stampOf) };
  },

  equipment: async (clinicId) => {
    const found = await EquipmentModel.find({ clinicId }, { changes: 0 })
      .sort({ order: 1, name: 1 })
      .lean<EquipmentDoc[]>();
    const items = found.map((equipment) => ({
      id: equipment._id.toHexString(),
      ord: equipment.ord,
      locationId: equipment.locationId.toHexString(),
      name: equipment.name,
      order: equipment.order,
      isActive: equipment.isActive,
    }));
    return { items, stamps: found.map(stampOf) };
  },
};
