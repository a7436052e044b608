import type { Migration } from '../platform/migrations.ts';

export const backgroundScans: Migration = {
  name: '0006-background-scans',
  phase: 'expand',
  why: 'The relay takes the oldest event first: `due` found all that is due and sorted it in memory. Re-zoning read every visit.',
  up: async (db) => {
    const outbox = db.collection('outbox');
    await outbox.createIndex({ state: 1, at: 1, seq: 1, nextAt: 1 }, { name: 'in_order' });
    // As long as it is there, the planner may prefer it and sort.
    if (await outbox.indexExists('due')) await outbox.dropIndex('due');
    await db.collection('appointments').createIndex({ startsAt: 1, tzdb: 1 }, { name: 'by_start' });
  },
};
