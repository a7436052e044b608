import type { Migration } from '../platform/migrations.ts';

export const eventsOfAppointments: Migration = {
  name: '0005-events-of-appointments',
  phase: 'expand',
  why: 'The relay looks for `outbox.at`: the index over `outbox.0` never served it, and it read every visit.',
  up: async (db) => {
    const appointments = db.collection('appointments');
    await appointments.createIndex(
      { 'outbox.at': 1 },
      { name: 'outbox_due', partialFilterExpression: { 'outbox.at': { $exists: true } } },
    );
    if (await appointments.indexExists('with_events')) await appointments.dropIndex('with_events');
  },
};
