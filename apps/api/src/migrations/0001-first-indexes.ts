import type { CreateIndexesOptions, IndexSpecification } from 'mongodb';
import type { Migration } from '../platform/migrations.ts';

type Index = [IndexSpecification, CreateIndexesOptions & { name: string }];
const unique = { unique: true } as const;
const dayInSeconds = 86_400;

const indexes: Record<string, Index[]> = {
  clinics: [
    [{ cnpj: 1 }, { name: 'uniq_cnpj', ...unique, partialFilterExpression: { cnpj: { $exists: true } } }],
  ],
  locations: [[{ clinicId: 1, order: 1 }, { name: 'by_order' }]],
  users: [
    [{ email: 1 }, { name: 'uniq_email', ...unique }],
    [{ 'memberships.clinicId': 1 }, { name: 'by_clinic' }],
  ],
  sessions: [
    [{ userId: 1, lastSeenAt: -1 }, { name: 'by_user' }],
    [{ expiresAt: 1 }, { name: 'ttl_expired', expireAfterSeconds: 30 * dayInSeconds }],
  ],
  idempotency_keys: [
    [
      { clinicId: 1, userId: 1, route: 1, key: 1 },
      { name: 'uniq_key', ...unique },
    ],
    [{ startedAt: 1 }, { name: 'ttl_day', expireAfterSeconds: dayInSeconds }],
  ],
  outbox: [
    [{ state: 1, nextAt: 1, at: 1, seq: 1 }, { name: 'due' }],
    [{ clinicId: 1, aggregateType: 1, aggregateId: 1, seq: 1 }, { name: 'by_aggregate' }],
  ],
  inbox: [
    [
      { clinicId: 1, consumer: 1, eventId: 1 },
      { name: 'uniq_effect', ...unique },
    ],
    [{ at: 1 }, { name: 'ttl_quarter', expireAfterSeconds: 90 * dayInSeconds }],
  ],
};

export const firstIndexes: Migration = {
  name: '0001-first-indexes',
  phase: 'expand',
  why: 'Identity, idempotency and the outbox rest on these unique indexes.',
  up: async (db) => {
    for (const [collection, list] of Object.entries(indexes)) {
      for (const [keys, options] of list) await db.collection(collection).createIndex(keys, options);
    }
  },
};
