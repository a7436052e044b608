import type { Migration } from '../platform/migrations.ts';

const whereThere = (field: string) => ({ [field]: { $exists: true } });

export const ownSecurity: Migration = {
  name: '0009-own-security',
  phase: 'expand',
  why: 'Passkeys and links are found by what they carry; steps of a sign-in, counted failures and requests lapse.',
  up: async (db) => {
    const users = db.collection('users');
    const passkey = 'security.passkeys.credentialId';
    await users.createIndex(
      { [passkey]: 1 },
      { name: 'uniq_passkey', unique: true, partialFilterExpression: whereThere(passkey) },
    );
    for (const [name, field] of [
      ['by_reset', 'security.reset.hash'],
      ['by_email_change', 'security.emailChange.hash'],
    ] as const)
      await users.createIndex({ [field]: 1 }, { name, partialFilterExpression: whereThere(field) });
    await db
      .collection('sign_in_challenges')
      .createIndex({ expiresAt: 1 }, { name: 'ttl_expired', expireAfterSeconds: 0 });
    await db
      .collection('sign_in_failures')
      .createIndex({ at: 1 }, { name: 'ttl_quarter', expireAfterSeconds: 90 * 86_400 });
    await db
      .collection('account_requests')
      .createIndex({ at: 1 }, { name: 'ttl_day', expireAfterSeconds: 86_400 });
  },
};
