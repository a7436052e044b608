import {
  type ClinicRole,
  type Permission,
  permissions,
  type Role,
  type RoleMatrix,
} from '@topsmile/contracts';

/** The matrix as a screen reads it: rows in groups, one column a role. */

const groupOfPrefix: Record<string, string> = {
  patients: 'patients',
  appointments: 'agenda',
  scheduling: 'agenda',
  clinical: 'clinical',
  prescriptions: 'prescriptions',
  billing: 'billing',
  payments: 'billing',
  reports: 'reports',
  messages: 'messages',
  users: 'users',
  settings: 'settings',
  audit: 'audit',
  platform: 'platform',
};
const order = [...new Set(Object.values(groupOfPrefix)), 'other'];

export type Group = { name: string; permissions: readonly Permission[] };

const groupOf = (permission: Permission): string => groupOfPrefix[permission.split(':')[0] ?? ''] ?? 'other';

export const groups: readonly Group[] = order
  .map((name) => ({ name, permissions: permissions.filter((permission) => groupOf(permission) === name) }))
  .filter((group) => group.permissions.length > 0);

/** The key of a permission's words; a colon would name a catalogue. */
export const keyOf = (permission: Permission): string => permission.replace(':', '_');

export type Column = {
  key: string;
  role: Role;
  /** A role of the clinic's own: it alone can be changed. */
  own: ClinicRole | undefined;
  held: ReadonlySet<Permission>;
  peopleCount: number;
};

export const columnsOf = ({ fixed, own }: RoleMatrix): Column[] => [
  ...fixed.map(({ role, permissions: held, peopleCount }) => ({
    key: role,
    role,
    own: undefined,
    held: new Set(held),
    peopleCount,
  })),
  ...own.map((role) => ({
    key: role.id,
    role: role.base,
    own: role,
    held: new Set(role.permissions),
    peopleCount: role.peopleCount,
  })),
];

/** What a role would have after the ticks that are not saved yet. */
export type Drafts = Readonly<Record<string, readonly Permission[]>>;

export const heldAfter = (column: Column, drafts: Drafts): ReadonlySet<Permission> => {
  const draft = drafts[column.key];
  return draft === undefined ? column.held : new Set(draft);
};

export type Difference = { added: Permission[]; removed: Permission[] };

export const differenceOf = (
  before: ReadonlySet<Permission>,
  after: ReadonlySet<Permission>,
): Difference => ({
  added: permissions.filter((permission) => after.has(permission) && !before.has(permission)),
  removed: permissions.filter((permission) => before.has(permission) && !after.has(permission)),
});

/** The drafts with one tick turned; a role that is as it was has no draft. */
export const turned = (column: Column, permission: Permission, drafts: Drafts): Drafts => {
  const after = new Set(heldAfter(column, drafts));
  if (!after.delete(permission)) after.add(permission);
  const { added, removed } = differenceOf(column.held, after);
  const { [column.key]: _before, ...others } = drafts;
  return added.length + removed.length === 0 ? others : { ...others, [column.key]: [...after] };
};

/** A row of the matrix: a group's heading, or a permission in an open group. */
export type Row = { group: Group; permission: Permission | undefined };

export const rowsOf = (closed: ReadonlySet<string>): Row[] =>
  groups.flatMap((group) => [
    { group, permission: undefined },
    ...(closed.has(group.name) ? [] : group.permissions.map((permission) => ({ group, permission }))),
  ]);
