import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { aClock } from '../../testing/clock.ts';
import { countingCommands } from '../../testing/oracle.ts';
import { Types } from '../mongo.ts';
import { runInClinic } from '../tenancy/context.ts';
import { createFieldCipher, type FieldCipher } from './field-cipher.ts';
import { createKeyCare } from './key-care.ts';
import { createKeyring } from './keyring.ts';

const keyNamed = (id: string) => ({ id, key: createHash('sha256').update(`kek ${id}`).digest() });
const clock = aClock();
const logger = createLogger('silent');
const cipherWith = (...ids: string[]): FieldCipher =>
  createFieldCipher({ clock, keyring: createKeyring(ids.map(keyNamed)) });
const careWith = (...ids: string[]) => {
  const keyring = createKeyring(ids.map(keyNamed));
  const cipher = createFieldCipher({ clock, keyring });
  return createKeyCare({ clock, logger, keyring, cipher, sealedFields: [], days: 365 });
};

const aPlace = (id = new Types.ObjectId()) => ({ collection: 'patients', field: 'cpf', id });
const inNewClinic = async <T>(work: (clinicId: Types.ObjectId) => Promise<T>): Promise<T> => {
  const clinicId = new Types.ObjectId();
  return runInClinic(clinicId, () => work(clinicId));
};
const flipped = (sealed: string, at: number): string => {
  const [version, keyId, ...parts] = sealed.split('|');
  const bytes = Buffer.from(parts[at] ?? '', 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  parts[at] = bytes.toString('base64url');
  return [version, keyId, ...parts].join('|');
};

describe('a sealed value', () => {
  test.each(['123.456.789-09', '', 'nota com acentuação e 🦷', 'x'.repeat(2000)])(
    'opens as what was sealed (%#), and holds nothing of it',
    (plain) =>
      inNewClinic(async (clinicId) => {
        const place = aPlace();
        const sealed = await cipherWith('k1').seal(clinicId, place, plain);
        expect(sealed).toMatch(/^v1\|[0-9a-f]{24}\|[\w-]{16}\|[\w-]{22}\|[\w-]*$/);
        expect(sealed.split('|')).not.toContain(Buffer.from(plain || 'empty').toString('base64url'));
        expect(await cipherWith('k1').open(clinicId, place, sealed)).toBe(plain);
      }),
  );

  test('is another each time: equal values cannot be seen to be equal', () =>
    inNewClinic(async (clinicId) => {
      const cipher = cipherWith('k1');
      const place = aPlace();
      const sealed = await Promise.all(
        Array.from({ length: 50 }, () => cipher.seal(clinicId, place, 'same')),
      );
      expect(new Set(sealed.map((one) => one.split('|')[2])).size).toBe(50);
    }));

  test.each([
    ['its IV', 0],
    ['its tag', 1],
    ['its text', 2],
  ])('does not open when one bit of %s is another', (_what, at) =>
    inNewClinic(async (clinicId) => {
      const cipher = cipherWith('k1');
      const place = aPlace();
      const sealed = await cipher.seal(clinicId, place, '123.456.789-09');
      await expect(cipher.open(clinicId, place, flipped(sealed, at))).rejects.toMatchObject({
        problem: 'tampered',
      });
    }),
  );

  test('does not open at another patient, in another field or in another collection', () =>
    inNewClinic(async (clinicId) => {
      const cipher = cipherWith('k1');
      const place = aPlace();
      const sealed = await cipher.seal(clinicId, place, '123.456.789-09');
      for (const other of [aPlace(), { ...place, field: 'notes' }, { ...place, collection: 'users' }])
        await expect(cipher.open(clinicId, other, sealed)).rejects.toMatchObject({ problem: 'tampered' });
    }));

  test('does not open in another clinic, not even with the key id of that clinic on it', async () => {
    const cipher = cipherWith('k1');
    const place = aPlace();
    const sealed = await inNewClinic((clinicId) => cipher.seal(clinicId, place, '123.456.789-09'));
    await inNewClinic(async (clinicId) => {
      const [, ownKey = ''] = (await cipher.seal(clinicId, place, 'own')).split('|');
      await expect(cipher.open(clinicId, place, sealed)).rejects.toMatchObject({ problem: 'key-unknown' });
      const [version, , ...rest] = sealed.split('|');
      const forged = [version, ownKey, ...rest].join('|');
      await expect(cipher.open(clinicId, place, forged)).rejects.toMatchObject({ problem: 'tampered' });
    });
  });

  test.each(['v2|', '', 'plain'])('in a form that begins with "%s" is refused', (beginning) =>
    inNewClinic(async (clinicId) => {
      const cipher = cipherWith('k1');
      const place = aPlace();
      const sealed = await cipher.seal(clinicId, place, 'x');
      await expect(cipher.open(clinicId, place, sealed.replace('v1|', beginning))).rejects.toMatchObject({
        problem: 'form',
      });
    }),
  );

  test('of the platform opens with the platform key alone', async () => {
    const cipher = cipherWith('k1');
    const place = { ...aPlace(), collection: 'users', field: 'seed' };
    const sealed = await cipher.seal('platform', place, 'JBSWY3DP');
    expect(await cipher.open('platform', place, sealed)).toBe('JBSWY3DP');
    await inNewClinic((clinicId) =>
      expect(cipher.open(clinicId, place, sealed)).rejects.toMatchObject({ problem: 'key-unknown' }),
    );
  });
});

describe('the keys', () => {
  test('a clinic has one key, however many processes need it first', () =>
    inNewClinic(async (clinicId) => {
      const sealed = await Promise.all(
        Array.from({ length: 8 }, () => cipherWith('k1').seal(clinicId, aPlace(), 'x')),
      );
      expect(new Set(sealed.map((one) => one.split('|')[1])).size).toBe(1);
    }));

  test('once read, a key costs no store command', () =>
    inNewClinic(async (clinicId) => {
      const cipher = cipherWith('k1');
      const place = aPlace();
      const sealed = await cipher.seal(clinicId, place, 'x');
      const { commands } = await countingCommands(async () => {
        for (let time = 0; time < 20; time += 1) await cipher.open(clinicId, place, sealed);
      });
      expect(commands).toBe(0);
    }));

  test('without the key that wraps it, a clinic key is of no use, and the message says which is missing', () =>
    inNewClinic(async (clinicId) => {
      const place = aPlace();
      const sealed = await cipherWith('k1').seal(clinicId, place, 'x');
      await expect(cipherWith('k2').open(clinicId, place, sealed)).rejects.toThrow('The key k1 is not in');
    }));

  test('when the keys of a clinic are destroyed, its values are gone and no fresh key takes their place', () =>
    inNewClinic(async (clinicId) => {
      const place = aPlace();
      const sealed = await cipherWith('k1').seal(clinicId, place, 'x');
      const care = careWith('k1');
      await care.shred(clinicId);
      await care.shred(clinicId);
      const attempt = { problem: 'key-shredded' };
      await expect(cipherWith('k1').open(clinicId, place, sealed)).rejects.toMatchObject(attempt);
      await expect(cipherWith('k1').seal(clinicId, place, 'y')).rejects.toMatchObject(attempt);
      await care.rotateAll();
      await expect(cipherWith('k1').seal(clinicId, place, 'y')).rejects.toMatchObject(attempt);
    }));
});

describe('the keys that wrap keys', () => {
  test('Z25: one that still wraps a key cannot be retired; wrapped anew, it can, and every value opens', () =>
    inNewClinic(async (clinicId) => {
      const place = aPlace();
      const sealed = await cipherWith('old').seal(clinicId, place, 'kept');
      const care = careWith('new', 'old', 'k1');
      await expect(care.assertRetirable('old')).rejects.toThrow(/still wraps \d+ data keys/);
      expect(await care.rewrap()).toBeGreaterThan(0);
      expect(await care.rewrap()).toBe(0);
      await expect(care.assertRetirable('old')).resolves.toBeUndefined();
      await expect(care.assertRetirable('new')).rejects.toThrow('is the current one');
      expect(await cipherWith('new').open(clinicId, place, sealed)).toBe('kept');
      expect(await care.survey(['new', 'old'])).toMatchObject([
        { id: 'new', isCurrent: true },
        { id: 'old', isCurrent: false, dataKeys: 0 },
      ]);
    }));
});
