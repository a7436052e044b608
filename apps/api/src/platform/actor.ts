import type { Role } from '@topsmile/contracts';
import type { Types } from 'mongoose';

/** Who acts. Handed to every service as an argument, so that its inputs are visible. */
export type Actor = {
  readonly kind: 'staff';
  readonly userId: Types.ObjectId;
  readonly clinicId: Types.ObjectId;
  readonly sessionId: Types.ObjectId;
  readonly role: Role;
  readonly displayName: string;
};
