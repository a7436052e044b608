import type { Migration } from '../platform/migrations.ts';

export const people: Migration = {
  name: '0010-people',
  phase: 'expand',
  why: 'One role of a name in a clinic, one open invitation to an address; edits of a membership name its number.',
  up: async (db) => {
    await db
      .collection('clinic_roles')
      .createIndex({ clinicId: 1, nameKey: 1 }, { name: 'uniq_role_name', unique: true });
    const invitations = db.collection('invitations');
    await invitations.createIndex({ tokenHash: 1 }, { name: 'by_token' });
    await invitations.createIndex(
      { clinicId: 1, email: 1 },
      { name: 'uniq_open_invitation', unique: true, partialFilterExpression: { state: 'open' } },
    );
    await db
      .collection('emergency_accesses')
      .createIndex({ clinicId: 1, patientId: 1, sessionId: 1, until: 1 }, { name: 'by_chart' });
    await db
      .collection('users')
      .createIndex(
        { isPlatformAdmin: 1 },
        { name: 'platform_admins', partialFilterExpression: { isPlatformAdmin: true } },
      );
    await db
      .collection('users')
      .updateMany(
        { memberships: { $elemMatch: { rev: { $exists: false } } } },
        { $set: { 'memberships.$[old].rev': 0 } },
        { arrayFilters: [{ 'old.rev': { $exists: false } }] },
      );
  },
};
