import type { Equipment, Operatory, ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { EquipmentDoc } from './equipment.model.ts';
import type { OperatoryDoc } from './operatory.model.ts';

export const toOperatory = (operatory: OperatoryDoc): ViewOf<typeof Operatory> => ({
  id: operatory._id.toHexString(),
  locationId: operatory.locationId.toHexString(),
  name: operatory.name,
  equipmentIds: operatory.equipmentIds.map(String),
  order: operatory.order,
  isActive: operatory.isActive,
  rev: operatory.rev,
  ...given({ room: operatory.room, color: operatory.color }),
});

export const toEquipment = (equipment: EquipmentDoc): ViewOf<typeof Equipment> => ({
  id: equipment._id.toHexString(),
  locationId: equipment.locationId.toHexString(),
  name: equipment.name,
  order: equipment.order,
  isActive: equipment.isActive,
  rev: equipment.rev,
});
