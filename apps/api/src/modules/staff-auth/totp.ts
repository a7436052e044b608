import { generateSecret, generateURI, verify } from 'otplib';
import { toString as toSvg } from 'qrcode';
import type { Clock } from '../../platform/clock.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
import type { SealedField } from '../../platform/crypto/sealed-fields.ts';
import type { Types } from '../../platform/mongo.ts';
import { type Account, changeAccount } from './account.ts';

const field = 'security.totp.sealedSeed';
const placeOf = (id: Types.ObjectId) => ({ collection: 'users', field, id });

/** For the work on keys: a seed that waits for its first code is sealed as it will stand. */
export const sealedFieldsOfAccounts: readonly SealedField[] = [
  { owner: 'platform', collection: 'users', path: field },
  {
    owner: 'platform',
    collection: 'users',
    path: 'security.pendingTotp.sealedSeed',
    sealedAs: { collection: 'users', field, idPath: '_id' },
  },
];

const stepSeconds = 30;
const issuer = 'TopSmile';

export const createTotp = ({ clock, cipher }: { clock: Clock; cipher: FieldCipher }) => {
  /** The 30-second step a code belongs to: this one, the one before or the one after; undefined: wrong. */
  const stepOf = async (seed: string, code: string): Promise<number | undefined> => {
    const epoch = Math.floor(clock.now().getTime() / 1000);
    const result = await verify({ secret: seed, token: code, epoch, epochTolerance: stepSeconds });
    return result.valid && 'timeStep' in result ? result.timeStep : undefined;
  };
  const open = (userId: Types.ObjectId, sealedSeed: string): Promise<string> =>
    cipher.open('platform', placeOf(userId), sealedSeed);

  return {
    newSeed: async (userId: Types.ObjectId, label: string) => {
      const secret = generateSecret();
      const otpauthUri = generateURI({ issuer, label, secret });
      const svg = await toSvg(otpauthUri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
      const qrDataUrl = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      const sealedSeed = await cipher.seal('platform', placeOf(userId), secret);
      return { secret, otpauthUri, qrDataUrl, sealedSeed };
    },

    stepOfSealed: async (userId: Types.ObjectId, sealedSeed: string, code: string) =>
      stepOf(await open(userId, sealedSeed), code),

    /** Accepts a code once: of two who send it at the same time, one is let in. */
    spend: async ({ _id, security }: Account, code: string): Promise<boolean> => {
      const totp = security?.totp;
      if (totp === undefined) return false;
      const step = await stepOf(await open(_id, totp.sealedSeed), code);
      if (step === undefined) return false;
      return changeAccount(
        { _id, 'security.totp.sealedSeed': totp.sealedSeed, 'security.totp.lastTimeStep': { $lt: step } },
        { $set: { 'security.totp.lastTimeStep': step } },
      );
    },
  };
};
export type Totp = ReturnType<typeof createTotp>;
