import { randomBytes } from 'node:crypto';
import { sha256 } from '../../platform/sessions/tokens.ts';
import { type Account, changeAccount } from './account.ts';
import { normalCode } from './recovery-codes.rules.ts';

const howMany = 10;
// No I, L, O or U: nothing to confuse on paper.
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

// 16 signs of 5 bits each.
const newCode = (): string => {
  const code = [...randomBytes(16)].map((byte) => signs[byte % signs.length]).join('');
  return (code.match(/.{4}/g) ?? []).join('-');
};

export const hashOfCode = (typed: string): string => sha256(normalCode(typed));

/** Ten new codes with the hashes to keep; the codes themselves are shown once. */
export const newRecoveryCodes = (): { codes: string[]; hashes: string[] } => {
  const codes = Array.from({ length: howMany }, newCode);
  return { codes, hashes: codes.map(hashOfCode) };
};

/** Uses a code up; false when it is none of the account's or was used before. */
export const spendRecoveryCode = ({ _id }: Account, typed: string): Promise<boolean> => {
  const hash = hashOfCode(typed);
  return changeAccount(
    { _id, 'security.recoveryCodes': hash },
    { $pull: { 'security.recoveryCodes': hash } },
  );
};
