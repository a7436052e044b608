import type { CreateIndexesOptions, IndexSpecification } from 'mongodb';
import type { Migration } from '../platform/migrations.ts';

type Index = [IndexSpecification, CreateIndexesOptions & { name: string }];

const indexes: Index[] = [
  // The guard against double booking; the only thing that is trusted.
  [
    { claims: 1 },
    { name: 'uniq_claims', unique: true, partialFilterExpression: { claims: { $exists: true } } },
  ],
  [
    { clinicId: 1, 'idem.key': 1 },
    { name: 'uniq_idem', unique: true, partialFilterExpression: { 'idem.key': { $exists: true } } },
  ],
  [
    { seriesId: 1, recurrenceId: 1 },
    { name: 'uniq_instance', unique: true, partialFilterExpression: { seriesId: { $exists: true } } },
  ],
  [{ clinicId: 1, 'segments.resId': 1, startsAt: 1 }, { name: 'range_res' }],
  [{ clinicId: 1, locationId: 1, startsAt: 1, status: 1 }, { name: 'by_location' }],
  [{ clinicId: 1, patientId: 1, startsAt: -1 }, { name: 'by_patient' }],
  [{ 'hold.expiresAt': 1 }, { name: 'holds', partialFilterExpression: { status: 'held' } }],
  // What the relay and the sweeps look for is rare: their indexes hold almost nothing.
  [{ 'outbox.0': 1 }, { name: 'with_events', sparse: true }],
  [{ endsAt: 1 }, { name: 'claimed_by_end', partialFilterExpression: { claims: { $exists: true } } }],
  [{ startsAt: 1 }, { name: 'overbooked', partialFilterExpression: { isOverbooked: true } }],
  [
    { clinicId: 1, 'merges.mergeId': 1 },
    { name: 'by_merge', partialFilterExpression: { 'merges.mergeId': { $exists: true } } },
  ],
];

export const appointmentIndexes: Migration = {
  name: '0004-appointments',
  phase: 'expand',
  why: 'One unique index over the claims of visits makes double booking impossible.',
  up: async (db) => {
    for (const [keys, options] of indexes) await db.collection('appointments').createIndex(keys, options);
  },
};
