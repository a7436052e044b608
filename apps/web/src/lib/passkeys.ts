import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
  passkeySignInOptions as optionsContract,
  provePasskey as proveOptionsContract,
  secondFactorPasskey as secondContract,
} from '@topsmile/contracts';
import { call, outline } from './http.ts';

export const passkeyEndpoints = {
  signIn: outline<typeof optionsContract>('post', '/auth/passkey/options'),
  second: outline<typeof secondContract>('post', '/auth/second-factor/passkey-options'),
  prove: outline<typeof proveOptionsContract>('post', '/auth/prove/passkey-options'),
};

/** Whether this browser can use passkeys at all. */
export const canUsePasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/** The person closed the browser's window or it ran out: nothing went wrong. */
export const wasCalledOff = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');

// Fetched when somebody uses a passkey: nobody else carries it.
const browser = () => import('@simplewebauthn/browser');

export const signWithPasskey = async (options: PasskeyRequest): Promise<PasskeyAssertion> => {
  const { startAuthentication } = await browser();
  const answer = await startAuthentication({ optionsJSON: options });
  return { ...answer, clientExtensionResults: { ...answer.clientExtensionResults } };
};

export const makePasskey = async (options: PasskeyCreation): Promise<PasskeyAttestation> => {
  const { startRegistration } = await browser();
  const answer = await startRegistration({ optionsJSON: options });
  return { ...answer, clientExtensionResults: { ...answer.clientExtensionResults } };
};

export const askForPasskey = async (purpose: keyof typeof passkeyEndpoints): Promise<PasskeyAssertion> =>
  signWithPasskey(await call(passkeyEndpoints[purpose]));
