import {
  changeRole,
  createRole,
  deleteRole,
  getRole,
  listRoles,
  myPermissions,
  rolePermissions,
} from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { RolesService } from './roles.service.ts';

// The lock, the author, the roles, the change and the commit; then who has the role.
const change = { access: 'users:write', stepUp: true, commands: 12 } as const;

export const rolesRoutes = (service: RolesService): Route[] => [
  route(listRoles, 'users:read', (actor) => service.matrix(actor)),
  route(createRole, change, (actor, { body }) => service.create(actor, body)),
  route(getRole, 'users:read', (actor, { params }) => service.role(actor, params.roleId)),
  route(changeRole, change, (actor, { params, body }) => service.change(actor, params.roleId, body)),
  route(deleteRole, change, (actor, { params }) => service.remove(actor, params.roleId)),

  route(rolePermissions, 'users:read', (actor) => service.permissionsOfRoles(actor)),
  route(myPermissions, 'signed-in', (actor) => service.mine(actor)),
];
