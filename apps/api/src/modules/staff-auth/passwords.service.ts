import type { PasswordChange, PasswordPolicy as PolicyContract, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { given } from '../../platform/given.ts';
import type { CallInfo } from '../../platform/http/route.ts';
import {
  maximumLength,
  minimumLength,
  minimumLengthAlone,
  rememberedPasswords,
} from '../../platform/password.rules.ts';
import { passwordFits } from '../../platform/passwords.ts';
import type { Sessions } from '../../platform/sessions/sessions.ts';
import { hasSecondFactor } from './account.ts';
import { passwordExpiry } from './duty.rules.ts';
import type { FactorRules } from './factor-rules.ts';
import { badCredentials, wrongState } from './failures.ts';
import type { Guessing } from './guessing.ts';
import type { KnownDevices } from './known-devices.ts';
import type { PasswordPolicy } from './password-policy.ts';
import type { KeepPassword } from './password-store.ts';
import { ownAccount } from './prove.service.ts';

type Deps = {
  sessions: Pick<Sessions<Actor>, 'endAll' | 'prove'>;
  guessing: Guessing;
  devices: KnownDevices;
  policy: PasswordPolicy;
  keepPassword: KeepPassword;
  rules: FactorRules;
  passwordDays: number;
};
type Changed = { isChanged: true };

/** The own password. */
export const createPasswordsService = (deps: Deps) => {
  const { sessions, guessing, devices, policy, keepPassword, rules, passwordDays } = deps;
  return {
    change: async (
      actor: Actor,
      { currentPassword, newPassword }: PasswordChange,
      info: CallInfo,
    ): Promise<Changed> => {
      const account = await ownAccount(actor);
      const device = devices.known(info, account);
      const attempt = { step: 'first', email: account.email, address: info.address, device } as const;
      await guessing.begin(attempt);
      if (!(await passwordFits(account.passwordHash, currentPassword))) {
        await guessing.failed(attempt);
        throw badCredentials();
      }
      await guessing.succeeded(attempt);
      await policy.assertGoodFor(account, newPassword);
      if (!(await keepPassword(account, newPassword, { passwordHash: account.passwordHash })))
        throw wrongState('The password was changed in the meantime.');
      await sessions.endAll(actor.userId, 'password-changed', actor.sessionId);
      await sessions.prove(actor.sessionId);
      return { isChanged: true };
    },

    status: async (actor: Actor): Promise<ViewOf<typeof PolicyContract>> => {
      const account = await ownAccount(actor);
      const hasTwo = hasSecondFactor(account) || (await rules.isRequiredFor(account));
      const expiry = passwordExpiry(account.passwordChangedAt ?? account.createdAt, passwordDays);
      return {
        minimumLength: hasTwo ? minimumLength : minimumLengthAlone,
        maximumLength,
        remembered: rememberedPasswords,
        mustChange: account.mustChangePassword === true,
        ...given({
          changedAt: account.passwordChangedAt?.toISOString(),
          expiresAt: expiry?.toISOString(),
        }),
      };
    },
  };
};
