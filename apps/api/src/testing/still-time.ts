import { connection } from '../platform/mongo.ts';

const never = 2_147_483_647;

/**
 * Tests live in a month of their own while the server's expiry monitor goes by the machine's date: without
 * this it deletes their sessions within a minute.
 */
export const keepExpired = async (): Promise<void> => {
  const { db } = connection();
  if (db === undefined) throw new Error('Connect first');
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const expiring = (await db.collection(name).indexes()).filter(
      (index) => index['expireAfterSeconds'] !== undefined,
    );
    for (const index of expiring)
      await db.command({
        collMod: name,
        index: { name: index['name'], expireAfterSeconds: never },
        comment: 'system:still-time',
      });
  }
};
