import { grantablePermissions, type Permission, type Rights } from '@topsmile/contracts';
import { forbidden } from '../../platform/errors.ts';

const grantable: Rights = new Set(grantablePermissions);

const holdsAll = (rights: Rights, wanted: Iterable<Permission>): boolean =>
  [...wanted].every((permission) => rights.has(permission));

/**
 * Nobody hands out a right they do not hold, to others or to themselves, and no clinic one that belongs to the
 * platform.
 */
export const assertMayGrant = (giver: Rights, wanted: Iterable<Permission>): void => {
  const list = [...wanted];
  if (!holdsAll(giver, list) || !holdsAll(grantable, list)) throw forbidden();
};

/** Whoever holds more is out of reach: only an administrator may change an administrator. */
export const assertMayManage = (manager: Rights, managed: Iterable<Permission>): void => {
  if (!holdsAll(manager, managed)) throw forbidden();
};
