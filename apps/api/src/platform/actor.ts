import { can, type Permission, type Role } from '@topsmile/contracts';
import type { Types } from 'mongoose';
import { forbidden } from './errors.ts';

/** Who acts. Handed to every service as an argument, so that its inputs are visible. */
export type Actor = {
  readonly kind: 'staff';
  readonly userId: Types.ObjectId;
  readonly clinicId: Types.ObjectId;
  readonly sessionId: Types.ObjectId;
  readonly role: Role;
  readonly displayName: string;
};

export const assertCan = (actor: Actor, permission: Permission): void => {
  if (!can(actor.role, permission)) throw forbidden();
};
