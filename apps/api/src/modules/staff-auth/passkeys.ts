import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
  ViewOf,
} from '@topsmile/contracts';
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
import { verifyAssertion, verifyAttestation } from '../../platform/webauthn.ts';
import type { Passkey } from './account-security.model.ts';
import { type Account, changeAccount } from './account.ts';

type Key = Pick<Passkey, 'credentialId' | 'transports'>;

const described = ({ credentialId, transports }: Key) => ({
  id: credentialId,
  type: 'public-key' as const,
  transports,
});

const askingMs = 120_000;

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(base64url, 'base64url'));

type Site = { hostname: string; origin: string };

type Signed = { key: Passkey; assertion: PasskeyAssertion; challenge: string };

/** The counter of a good signature. */
const signs = async (
  { hostname, origin }: Site,
  { key, assertion, challenge }: Signed,
): Promise<number | undefined> => {
  try {
    const { verified, authenticationInfo } = await verifyAssertion(assertion, {
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
      requireUserVerification: true,
      credential: { id: key.credentialId, publicKey: bytesOf(key.publicKey), counter: key.counter },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for whatever does not fit: a signature that is not good is simply not good.
    return undefined;
  }
};

/** The passkey that a browser has made, or undefined when it is not what was asked for. */
const createMade =
  (clock: Clock, { hostname, origin }: Site) =>
  async (
    attestation: PasskeyAttestation,
    { challenge, name }: { challenge: string; name: string },
  ): Promise<Passkey | undefined> => {
    try {
      const { verified, registrationInfo } = await verifyAttestation(attestation, {
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: hostname,
        requireUserVerification: true,
      });
      if (!verified) return undefined;
      const { credential, credentialBackedUp } = registrationInfo;
      return {
        id: new Types.ObjectId(),
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: attestation.response.transports ?? [],
        name,
        isSynced: credentialBackedUp,
        createdAt: clock.now(),
      };
    } catch {
      return undefined;
    }
  };

/** Making new keys. */
const createMaking = (clock: Clock, { hostname, origin }: Site) => ({
  creation: async (account: Account): Promise<ViewOf<typeof PasskeyCreation>> => {
    const { _id, email, firstName, lastName, security } = account;
    const { challenge, pubKeyCredParams, user } = await generateRegistrationOptions({
      rpName: 'TopSmile',
      rpID: hostname,
      userName: email,
      userDisplayName: `${firstName} ${lastName}`,
      userID: new TextEncoder().encode(_id.toHexString()),
    });
    return {
      rp: { id: hostname, name: 'TopSmile' },
      user,
      challenge,
      pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ alg, type: 'public-key' })),
      timeout: askingMs,
      excludeCredentials: (security?.passkeys ?? []).map(described),
      // To be found by the browser without a name, and unlocked by whoever it belongs to.
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    };
  },

  made: createMade(clock, { hostname, origin }),
});

/** WebAuthn with one relying party: the host of the public address, whatever a request says. */
export const createPasskeys = ({ clock, publicUrl }: { clock: Clock; publicUrl: string }) => {
  const { hostname, origin } = new URL(publicUrl);

  const site = { hostname, origin };

  return {
    ...createMaking(clock, site),

    /** Without keys: whoever of this browser's passkeys belongs here may sign. */
    request: async (keys: readonly Key[] = []): Promise<ViewOf<typeof PasskeyRequest>> => {
      const { challenge } = await generateAuthenticationOptions({ rpID: hostname });
      const allowCredentials = keys.map(described);
      return {
        challenge,
        rpId: hostname,
        userVerification: 'required',
        timeout: askingMs,
        allowCredentials,
      };
    },

    /** Accepts a signature of one of the account's passkeys; its counter never goes back (a copy would). */
    accept: async (
      { _id, security }: Account,
      assertion: PasskeyAssertion,
      challenge: string | undefined,
    ): Promise<boolean> => {
      const key = security?.passkeys?.find(({ credentialId }) => credentialId === assertion.id);
      if (key === undefined || challenge === undefined) return false;
      const counter = await signs(site, { key, assertion, challenge });
      if (counter === undefined) return false;
      const seen = { credentialId: key.credentialId, counter: key.counter };
      return changeAccount(
        { _id, 'security.passkeys': { $elemMatch: seen } },
        { $set: { 'security.passkeys.$.counter': counter, 'security.passkeys.$.lastUsedAt': clock.now() } },
      );
    },
  };
};
export type Passkeys = ReturnType<typeof createPasskeys>;
