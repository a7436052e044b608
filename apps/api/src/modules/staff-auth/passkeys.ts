import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
  ViewOf,
} from '@topsmile/contracts';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
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

const toAuthentication = ({ id, rawId, type, response }: PasskeyAssertion) => {
  const { clientDataJSON, authenticatorData, signature } = response;
  return {
    id,
    rawId,
    type,
    response: { clientDataJSON, authenticatorData, signature },
    clientExtensionResults: {},
  };
};

const toRegistration = ({ id, rawId, type, response }: PasskeyAttestation) => {
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return {
    id,
    rawId,
    type,
    response: { clientDataJSON, attestationObject, transports },
    clientExtensionResults: {},
  };
};

type Site = { clock: Clock; hostname: string; origin: string };

/** The new counter when the signature is good. */
const createSigns =
  ({ hostname, origin }: Site) =>
  async (key: Passkey, assertion: PasskeyAssertion, challenge: string): Promise<number | undefined> => {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: toAuthentication(assertion),
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

const createAsking = ({ hostname }: Site) => ({
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
});

const createAnswers = (site: Site) => {
  const { clock, hostname, origin } = site;
  const signs = createSigns(site);
  return {
    /** The passkey that a browser has made, or undefined when it is not what was asked for. */
    made: async (
      attestation: PasskeyAttestation,
      { challenge, name }: { challenge: string; name: string },
    ): Promise<Passkey | undefined> => {
      try {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: toRegistration(attestation),
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
    },

    /** Accepts a signature of one of the account's passkeys; its counter never goes back (a copy would). */
    accept: async (
      { _id, security }: Account,
      assertion: PasskeyAssertion,
      challenge: string | undefined,
    ): Promise<boolean> => {
      const key = security?.passkeys?.find(({ credentialId }) => credentialId === assertion.id);
      if (key === undefined || challenge === undefined) return false;
      const counter = await signs(key, assertion, challenge);
      if (counter === undefined) return false;
      const seen = { credentialId: key.credentialId, counter: key.counter };
      return changeAccount(
        { _id, 'security.passkeys': { $elemMatch: seen } },
        { $set: { 'security.passkeys.$.counter': counter, 'security.passkeys.$.lastUsedAt': clock.now() } },
      );
    },
  };
};

/** WebAuthn with one relying party: the host of the public address, whatever a request says. */
export const createPasskeys = ({ clock, publicUrl }: { clock: Clock; publicUrl: string }) => {
  const { hostname, origin } = new URL(publicUrl);
  const site = { clock, hostname, origin };
  return { ...createAsking(site), ...createAnswers(site) };
};
export type Passkeys = ReturnType<typeof createPasskeys>;
