import {
  changeEquipment,
  changeOperatory,
  createEquipment,
  createOperatory,
  deleteOperatory,
  getOperatory,
  listEquipment,
  listOperatories,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { EquipmentService } from './equipment.service.ts';
import type { OperatoriesService } from './operatories.service.ts';

export const operatoriesRoutes = (service: OperatoriesService): Route[] => [
  route(listOperatories, 'appointments:read', (actor, { query }) => service.operatories(actor, query)),
  route(createOperatory, 'scheduling:configure', (actor, { body }) => service.addOperatory(actor, body)),
  route(getOperatory, 'appointments:read', (actor, { params }) =>
    service.operatory(actor, params.operatoryId),
  ),
  route(changeOperatory, 'scheduling:configure', (actor, { params, body }) =>
    service.changeOperatory(actor, params.operatoryId, body),
  ),
  route(deleteOperatory, 'scheduling:configure', (actor, { params }) =>
    service.retireOperatory(actor, params.operatoryId),
  ),
];

export const equipmentRoutes = (service: EquipmentService): Route[] => [
  route(listEquipment, 'appointments:read', (actor, { query }) => service.equipment(actor, query)),
  route(createEquipment, 'scheduling:configure', (actor, { body }) => service.addEquipment(actor, body)),
  route(changeEquipment, 'scheduling:configure', (actor, { params, body }) =>
    service.changeEquipment(actor, params.equipmentId, body),
  ),
];
