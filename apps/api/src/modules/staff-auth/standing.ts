import { type Rights, type Role, rightsOf } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
import type { SessionDoc } from '../../platform/sessions/session.schema.ts';
import type { FactorRule } from './duty.rules.ts';

/** Where a platform administrator stands before entering a clinic: no clinic has this id, so nothing is there. */
export const outside = new Types.ObjectId('0'.repeat(24));
export const isOutside = (clinicId: Types.ObjectId): boolean => clinicId.equals(outside);

/** A role of the clinic's own, as whoever has it needs to know. */
export type OwnRole = { name: string; rights: Rights };
export type ClinicStanding = FactorRule & { isActive: boolean; idleMinutes: number };

/** A login without its secrets, as far as somebody's standing follows from it. */
export type Login = {
  readonly memberships: readonly {
    readonly clinicId: Types.ObjectId;
    readonly role: Role;
    readonly isActive: boolean;
    readonly customRoleId?: Types.ObjectId | null | undefined;
  }[];
  readonly isPlatformAdmin?: boolean | null | undefined;
};

/** What decides about somebody's rights and belongs to other modules. */
export type StandingPorts = {
  roleOf: (clinicId: Types.ObjectId, roleId: Types.ObjectId) => Promise<OwnRole | undefined>;
  clinicOf: (clinicId: Types.ObjectId) => Promise<ClinicStanding>;
  clock: Clock;
};

/** As what somebody acts in a clinic, and what they may do there. */
export type Standing = {
  role: Role;
  roleName?: string;
  rights: Rights;
  idleMinutes?: number;
  /** Whether a second factor is a must here. */
  rule: FactorRule;
};
type Session = Pick<SessionDoc, 'clinicId' | 'entry'>;

// No clinic decides about whoever runs the platform.
const platformRule: FactorRule = { chosen: undefined, isDemo: false };
const outsider: Standing = {
  role: 'super_admin',
  rights: new Set(['platform:enter']),
  rule: platformRule,
};

const asMember = async (
  { memberships }: Pick<Login, 'memberships'>,
  clinicId: Types.ObjectId,
  { roleOf, clinicOf }: StandingPorts,
): Promise<Standing | undefined> => {
  const membership = memberships.find((one) => one.isActive && one.clinicId.equals(clinicId));
  if (membership === undefined) return undefined;
  const { role, customRoleId } = membership;
  const [clinic, own] = await Promise.all([
    clinicOf(clinicId),
    customRoleId ? roleOf(clinicId, customRoleId) : undefined,
  ]);
  if (!clinic.isActive) return undefined;
  const { idleMinutes, chosen, isDemo } = clinic;
  const rule = { chosen, isDemo };
  if (!customRoleId) return { role, rights: rightsOf(role), idleMinutes, rule };
  // A role that is gone gives nothing; it cannot be removed while somebody has it.
  return own === undefined ? undefined : { role, roleName: own.name, rights: own.rights, idleMinutes, rule };
};

/** Undefined: this person has no business in this clinic, or not any more. */
export const standingOf = async (
  { clinicId, entry }: Session,
  user: Login,
  ports: StandingPorts,
): Promise<Standing | undefined> => {
  if (entry === undefined && !isOutside(clinicId)) return asMember(user, clinicId, ports);
  if (!user.isPlatformAdmin) return undefined;
  if (entry === undefined) return outsider;
  const isOver = entry.until.getTime() <= ports.clock.now().getTime();
  return isOver ? undefined : { role: 'super_admin', rights: rightsOf('super_admin'), rule: platformRule };
};
