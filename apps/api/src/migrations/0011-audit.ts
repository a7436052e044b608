import type { Migration } from '../platform/migrations.ts';

export const audit: Migration = {
  name: '0011-audit',
  phase: 'expand',
  why: 'One row in each place of a chain; the trail is read by person, by record and by time.',
  up: async (db) => {
    const log = db.collection('audit_log');
    await log.createIndex({ clinicId: 1, seq: 1 }, { name: 'uniq_seq', unique: true });
    await log.createIndex({ clinicId: 1, actorId: 1, seq: -1 }, { name: 'by_person' });
    await log.createIndex({ clinicId: 1, resource: 1, resourceId: 1, seq: -1 }, { name: 'by_record' });
    await log.createIndex({ clinicId: 1, action: 1, seq: -1 }, { name: 'by_action' });
    await db.collection('audit_queue').createIndex({ clinicId: 1, at: 1, _id: 1 }, { name: 'in_turn' });
  },
};
