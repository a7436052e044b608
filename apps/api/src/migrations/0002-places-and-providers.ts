import type { CreateIndexesOptions, IndexSpecification } from 'mongodb';
import type { Migration } from '../platform/migrations.ts';

type Index = [IndexSpecification, CreateIndexesOptions & { name: string }];
const whereThere = (field: string) => ({
  unique: true,
  partialFilterExpression: { [field]: { $exists: true } },
});
// A claim carries the number and no clinic: two resources of any clinics must never share one.
const uniqueOrd: Index = [{ ord: 1 }, { name: 'uniq_ord', unique: true }];
const inOrder: Index = [{ clinicId: 1, order: 1 }, { name: 'by_order' }];
const uniqueName = (...within: string[]): Index => [
  { clinicId: 1, ...Object.fromEntries(within.map((field) => [field, 1 as const])), activeName: 1 },
  { name: 'uniq_active_name', ...whereThere('activeName') },
];

const indexes: Record<string, Index[]> = {
  locations: [uniqueName()],
  closures: [[{ clinicId: 1, to: 1 }, { name: 'by_end' }]],
  operatories: [uniqueOrd, inOrder, uniqueName('locationId')],
  equipment: [uniqueOrd, inOrder, uniqueName('locationId')],
  providers: [
    uniqueOrd,
    [{ clinicId: 1, order: 1, sortName: 1, _id: 1 }, { name: 'by_order' }],
    [{ clinicId: 1, searchWords: 1 }, { name: 'by_word' }],
    [
      { clinicId: 1, email: 1 },
      {
        name: 'uniq_active_email',
        unique: true,
        partialFilterExpression: { email: { $exists: true }, isActive: true },
      },
    ],
    [
      { clinicId: 1, userId: 1 },
      { name: 'uniq_user', ...whereThere('userId') },
    ],
  ],
  appointment_types: [inOrder, uniqueName(), [{ clinicId: 1, searchWords: 1 }, { name: 'by_word' }]],
};

export const placesAndProviders: Migration = {
  name: '0002-places-and-providers',
  phase: 'expand',
  why: 'Resource numbers, names among active records and provider identities are unique by these indexes.',
  up: async (db) => {
    for (const [collection, list] of Object.entries(indexes)) {
      for (const [keys, options] of list) await db.collection(collection).createIndex(keys, options);
    }
  },
};
