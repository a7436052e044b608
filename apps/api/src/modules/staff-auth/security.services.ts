import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Realm } from '../../platform/sessions/realm.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import type { SignInLimits } from '../../platform/sign-in-limits.ts';
import { createAccountRequests } from './account-requests.ts';
import { createChallenges } from './challenges.ts';
import { createEntering } from './entering.ts';
import type { FactorRules } from './factor-rules.ts';
import { createFactorsService } from './factors.service.ts';
import { createGuessing } from './guessing.ts';
import { createKnownDevices } from './known-devices.ts';
import type { Letters } from './letters.ts';
import { createOwnSessionsService } from './own-sessions.service.ts';
import { createPasskeys } from './passkeys.ts';
import { createPasskeysService } from './passkeys.service.ts';
import type { PasswordPolicy } from './password-policy.ts';
import { createPasswordStore } from './password-store.ts';
import { createPasswordsService } from './passwords.service.ts';
import { createProofs } from './proofs.ts';
import { createProveService } from './prove.service.ts';
import { createRecoveryService } from './recovery.service.ts';
import { createResets } from './resets.ts';
import { createSecondFactorService } from './second-factor.service.ts';
import { createSignInService } from './sign-in.service.ts';
import { createTotp } from './totp.ts';

type EnteringDeps = Parameters<typeof createEntering>[0];
type RecoveryDeps = Parameters<typeof createRecoveryService>[0];
type Deps = {
  clock: Clock;
  logger: Logger;
  cipher: FieldCipher;
  realm: Pick<Realm<Actor>, 'cookies'>;
  sessions: Sessions<Actor>;
  letters: Letters;
  policy: PasswordPolicy;
  rules: FactorRules;
  signInLimits: SignInLimits;
  mailLimits: RecoveryDeps['limits'];
  viewOf: EnteringDeps['viewOf'];
  homeOf: EnteringDeps['homeOf'];
  settings: {
    publicUrl: string;
    /** Signs what known browsers hold. */
    deviceSecret: string;
    /** Keys the hashes of e-mails that are counted. */
    indexSecret: string;
    failuresInARow: number;
    passwordDays: number;
  };
};

/** How one person proves who they are: everything put together. */
export const createSecurityServices = (deps: Deps) => {
  const { clock, logger, cipher, sessions, letters, policy, rules, settings } = deps;
  const resets = createResets({ clock, letters });
  const handlers = { 'password-reset': resets.start, 'too-many-failures': resets.tellOfFailures };
  const requests = createAccountRequests({ clock, logger, handlers });
  const { indexSecret: secret, failuresInARow: inARow } = settings;
  const guessing = createGuessing({ clock, limits: deps.signInLimits, secret, inARow, requests });
  const devices = createKnownDevices({ clock, secret: settings.deviceSecret });
  const challenges = createChallenges(clock);
  const passkeys = createPasskeys({ clock, publicUrl: settings.publicUrl });
  const totp = createTotp({ clock, cipher });
  const accepts = createProofs({ totp, passkeys });
  const keepPassword = createPasswordStore({ clock, letters });
  const enter = createEntering({ sessions, devices, letters, viewOf: deps.viewOf, homeOf: deps.homeOf });
  const shared = { clock, sessions, guessing, devices, challenges, passkeys, accepts, letters, rules, totp };
  return {
    enter,
    requests,
    startReset: resets.start,
    signIns: createSignInService({ ...shared, enter, homeOf: deps.homeOf }),
    secondFactors: createSecondFactorService({ ...shared, enter }),
    proving: createProveService(shared),
    factors: createFactorsService(shared),
    passkeys: createPasskeysService(shared),
    passwords: createPasswordsService({
      ...shared,
      policy,
      keepPassword,
      passwordDays: settings.passwordDays,
    }),
    recovery: createRecoveryService({ ...shared, policy, keepPassword, requests, limits: deps.mailLimits }),
    ownSessions: createOwnSessionsService({ realm: deps.realm, sessions }),
  };
};
export type SecurityServices = ReturnType<typeof createSecurityServices>;
