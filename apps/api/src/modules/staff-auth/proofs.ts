import type { Proof, SecondFactorProof } from '@topsmile/contracts';
import { passwordFits } from '../../platform/passwords.ts';
import type { Account } from './account.ts';
import type { Passkeys } from './passkeys.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import type { Totp } from './totp.ts';

/** Whether a proof of identity is good. A good code or signature is used up by it. */
export const createProofs = ({ totp, passkeys }: { totp: Totp; passkeys: Passkeys }) => {
  const accepts = (
    account: Account,
    proof: Proof | SecondFactorProof,
    signed: string | undefined,
  ): Promise<boolean> => {
    switch (proof.method) {
      case 'password':
        return passwordFits(account.passwordHash, proof.password);
      case 'totp':
        return totp.spend(account, proof.code);
      case 'recovery-code':
        return spendRecoveryCode(account, proof.code);
      case 'passkey':
        return passkeys.accept(account, proof.assertion, signed);
    }
  };
  return accepts;
};
export type AcceptsProof = ReturnType<typeof createProofs>;
