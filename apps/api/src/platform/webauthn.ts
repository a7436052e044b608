import {
  verifyAuthenticationResponse,
  type VerifyAuthenticationResponseOpts,
  verifyRegistrationResponse,
  type VerifyRegistrationResponseOpts,
} from '@simplewebauthn/server';

/**
 * The library's checks over answers that a contract has parsed: its own types are narrower in fields that it
 * checks itself.
 */
export const verifyAssertion = (
  response: object,
  expected: Omit<VerifyAuthenticationResponseOpts, 'response'>,
): ReturnType<typeof verifyAuthenticationResponse> =>
  verifyAuthenticationResponse({
    ...expected,
    response: response as VerifyAuthenticationResponseOpts['response'],
  });

export const verifyAttestation = (
  response: object,
  expected: Omit<VerifyRegistrationResponseOpts, 'response'>,
): ReturnType<typeof verifyRegistrationResponse> =>
  verifyRegistrationResponse({
    ...expected,
    response: response as VerifyRegistrationResponseOpts['response'],
  });
