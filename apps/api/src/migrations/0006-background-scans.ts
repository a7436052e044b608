import type { Migration } from '../platform/migrations.ts';

export const backgroundScans: Migration = {
  name: '0006-background-scans',
  phase: 'expand',
  why: 'The relay takes the oldest event first: `due` found all that is due and sorted it in memory. Re-zoning read every visit. Two holds per patient are the index’s business.',
  up: async (db) => {
    const outbox = db.collection('outbox');
    await outbox.createIndex({ state: 1, at: 1, seq: 1, nextAt: 1 }, { name: 'in_order' });
    // As long as it is there, the planner may prefer it and sort.
    if (await outbox.indexExists('due')) await outbox.dropIndex('due');
    const appointments = db.collection('appointments');
    await appointments.createIndex({ startsAt: 1, tzdb: 1 }, { name: 'by_start' });
    await appointments.createIndex(
      { clinicId: 1, patientId: 1, 'hold.lane': 1 },
      {
        name: 'uniq_hold_lane',
        unique: true,
        partialFilterExpression: { status: 'held', 'hold.lane': { $exists: true } },
      },
    );
  },
};
