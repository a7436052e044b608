import { Schema, Types } from 'mongoose';

const passkey = new Schema(
  {
    id: { type: Types.ObjectId, required: true },
    /** As the authenticator names it, base64url. */
    credentialId: { type: String, required: true },
    publicKey: { type: String, required: true },
    counter: { type: Number, required: true },
    transports: { type: [String], required: true },
    name: { type: String, required: true },
    isSynced: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: Date,
  },
  { _id: false },
);

const device = new Schema(
  {
    hash: { type: String, required: true },
    firstSeenAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
  },
  { _id: false },
);

const link = { hash: { type: String, required: true }, until: { type: Date, required: true } };

/** How one person proves who they are. Read only where it is needed; never part of an answer. */
export const accountSecurity = new Schema(
  {
    totp: new Schema(
      {
        sealedSeed: { type: String, required: true },
        since: { type: Date, required: true },
        /** The 30-second step of the last accepted code: no code works twice. */
        lastTimeStep: { type: Number, required: true },
      },
      { _id: false },
    ),
    pendingTotp: new Schema(
      { sealedSeed: { type: String, required: true }, until: { type: Date, required: true } },
      { _id: false },
    ),
    passkeys: { type: [passkey], default: undefined },
    /** SHA-256 of the unused ones; they have 80 random bits, so nothing slower is needed. */
    recoveryCodes: { type: [String], default: undefined },
    devices: { type: [device], default: undefined },
    /** Hashes of the last passwords, the current one among them, newest last. */
    passwordHistory: { type: [String], default: undefined },
    reset: new Schema(link, { _id: false }),
    emailChange: new Schema({ ...link, email: { type: String, required: true } }, { _id: false }),
  },
  { _id: false },
);

export type Passkey = {
  id: Types.ObjectId;
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  name: string;
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt?: Date;
};
export type KnownDevice = { hash: string; firstSeenAt: Date; lastSeenAt: Date };
export type AccountSecurity = {
  totp?: { sealedSeed: string; since: Date; lastTimeStep: number };
  pendingTotp?: { sealedSeed: string; until: Date };
  passkeys?: Passkey[];
  recoveryCodes?: string[];
  devices?: KnownDevice[];
  passwordHistory?: string[];
  reset?: { hash: string; until: Date };
  emailChange?: { email: string; hash: string; until: Date };
};
