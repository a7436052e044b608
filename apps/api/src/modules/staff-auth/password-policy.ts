import { AppError, invalid } from '../../platform/errors.ts';
import { passwordFits } from '../../platform/passwords.ts';
import { problemOfPassword, rememberedPasswords } from '../../platform/password.rules.ts';
import { type Account, hasSecondFactor } from './account.ts';
import { isFactorRequired } from './duty.rules.ts';
import type { ClinicsPort } from './factor-rules.ts';

type Deps = { clinics: ClinicsPort; isProduction: boolean };

const wasUsedBefore = async (
  { passwordHash, security }: Pick<Account, 'passwordHash' | 'security'>,
  password: string,
): Promise<boolean> => {
  const remembered = new Set([passwordHash, ...(security?.passwordHistory ?? [])]);
  for (const hash of remembered) if (await passwordFits(hash, password)) return true;
  return false;
};

type Owner = Pick<Account, 'firstName' | 'lastName' | 'email' | 'memberships' | 'secondFactors'>;

const wordsOf = ({ firstName, lastName, email }: Omit<Owner, 'memberships'>): string[] => [
  firstName,
  lastName,
  email.split('@')[0] ?? '',
];

/** Which password somebody may have: the same rules wherever one is chosen. */
export const createPasswordPolicy = ({ clinics, isProduction }: Deps) => {
  const assertGood = (
    password: string,
    field: string,
    context: { words: string[]; isOnlyFactor: boolean },
  ): void => {
    const problem = problemOfPassword(password, context);
    if (problem !== undefined) throw invalid([{ path: field, message: problem }]);
  };

  return {
    /** For somebody who is about to get an account in a clinic that has decided nothing yet. */
    assertGoodForNewcomer: (
      password: string,
      person: { firstName: string; lastName: string; email: string; clinicName: string },
    ): void => {
      const isOnlyFactor = !isFactorRequired({ chosen: undefined, isDemo: false }, isProduction);
      assertGood(password, 'password', { words: [...wordsOf(person), person.clinicName], isOnlyFactor });
    },

    /** Throws `invalid-request` for a bad one and `password-reused` for one of the last five. */
    assertGoodFor: async (
      account: Owner & Pick<Account, 'passwordHash' | 'security'>,
      password: string,
    ): Promise<void> => {
      const facts = await clinics.securityFacts(account.memberships.map(({ clinicId }) => clinicId));
      const isRequired = facts.some((rule) => isFactorRequired(rule, isProduction));
      assertGood(password, 'newPassword', {
        words: [...wordsOf(account), ...facts.map(({ name }) => name)],
        isOnlyFactor: !isRequired && !hasSecondFactor(account),
      });
      if (await wasUsedBefore(account, password))
        throw new AppError('password-reused', `Choose none of your last ${rememberedPasswords} passwords.`, {
          issues: [{ path: 'newPassword', message: 'password.reused' }],
        });
    },
  };
};
export type PasswordPolicy = ReturnType<typeof createPasswordPolicy>;
