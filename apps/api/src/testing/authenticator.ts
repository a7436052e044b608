import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation } from '@topsmile/contracts';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A security key in software: what a browser answers, made from the options the API gives. */

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const encoded = (bytes: Buffer | Uint8Array): string => Buffer.from(bytes).toString('base64url');

const present = 0x01;
const verified = 0x04;
const withKey = 0x40;

type Wishes = { origin?: string; rpId?: string; isUserVerified?: boolean };

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

const counterBytes = (counter: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(counter);
  return bytes;
};

/** ES256 (-7) on P-256 in COSE form. */
const coseOf = (jwk: { x?: string; y?: string }): Map<number, number | Uint8Array> =>
  new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'))],
    [-3, new Uint8Array(Buffer.from(jwk.y ?? '', 'base64url'))],
  ]);

const credentialPart = (id: Buffer): Buffer =>
  Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id]);
const attestationOf = (authData: Buffer): Map<string, unknown> =>
  new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', new Uint8Array(authData)],
  ]);

export const anAuthenticator = ({
  origin = 'http://localhost:3000',
  rpId = 'localhost',
  isUserVerified = true,
}: Wishes = {}) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  let counter = 0;
  const flags = present | (isUserVerified ? verified : 0);
  const id = encoded(credentialId);
  const common = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };

  return {
    credentialId: id,
    /** Turns the counter back, as a copy of the key would. */
    rewind: (): void => {
      counter = 0;
    },
    create: ({ challenge }: { challenge: string }): PasskeyAttestation => {
      const cose = Buffer.from(isoCBOR.encode(coseOf(publicKey.export({ format: 'jwk' }))));
      const head = [sha256(rpId), Buffer.from([flags | withKey]), counterBytes(counter)];
      const attestation = attestationOf(Buffer.concat([...head, credentialPart(credentialId), cose]));
      return {
        ...common,
        response: {
          clientDataJSON: encoded(clientData('webauthn.create', challenge, origin)),
          attestationObject: encoded(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
          transports: ['internal'],
        },
      };
    },
    get: ({ challenge }: { challenge: string }): PasskeyAssertion => {
      counter += 1;
      const authData = Buffer.concat([sha256(rpId), Buffer.from([flags]), counterBytes(counter)]);
      const data = clientData('webauthn.get', challenge, origin);
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: encoded(data),
          authenticatorData: encoded(authData),
          signature: encoded(signature),
        },
      };
    },
  };
};
export type Authenticator = ReturnType<typeof anAuthenticator>;
