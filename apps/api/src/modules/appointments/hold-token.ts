import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AppointmentDoc } from './appointment.model.ts';

type Hold = Pick<AppointmentDoc, '_id' | 'clinicId'>;

/**
 * The token of a hold is derived from its id and a secret: nothing that could be stolen is stored, and a
 * repeated request gets the same token again.
 */
export const createHoldTokens = (secret: string) => {
  const tokenOf = ({ _id, clinicId }: Hold): string =>
    createHmac('sha256', secret)
      .update(`hold:${clinicId.toHexString()}:${_id.toHexString()}`)
      .digest('base64url');
  return {
    tokenOf,
    fits: (hold: Hold, token: string): boolean => {
      const expected = Buffer.from(tokenOf(hold));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
};
export type HoldTokens = ReturnType<typeof createHoldTokens>;
