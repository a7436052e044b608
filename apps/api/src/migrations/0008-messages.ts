import type { Migration } from '../platform/migrations.ts';

export const messagesOfClinics: Migration = {
  name: '0008-messages',
  phase: 'expand',
  why: 'One cause makes one message; the courier finds what is due, and the clinic what it sent, by index.',
  up: async (db) => {
    const messages = db.collection('messages');
    await messages.createIndex({ clinicId: 1, onceKey: 1 }, { name: 'uniq_cause', unique: true });
    await messages.createIndex({ clinicId: 1, createdAt: -1, _id: -1 }, { name: 'in_order' });
    await messages.createIndex({ clinicId: 1, state: 1, createdAt: -1, _id: -1 }, { name: 'by_state' });
    // What is due or still holds a secret is little: these indexes hold almost nothing.
    await messages.createIndex(
      { nextAt: 1 },
      { name: 'due', partialFilterExpression: { nextAt: { $exists: true } } },
    );
    await messages.createIndex(
      { lapsesAt: 1 },
      { name: 'with_secrets', partialFilterExpression: { sealedSecrets: { $exists: true } } },
    );
  },
};
