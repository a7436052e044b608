import { createHmac } from 'node:crypto';
import type { Types } from '../../platform/mongo.ts';
import { digitsOf } from './identity.rules.ts';

/**
 * Finds a CPF without a readable one in an index: the same digits give the same hash within a clinic, and
 * hashes of two clinics cannot be joined.
 */
export const createBlindIndex =
  (secret: string) =>
  (clinicId: Types.ObjectId, cpf: string): string => {
    const clinicKey = createHmac('sha256', secret).update(`cpf:${clinicId.toHexString()}`).digest();
    return createHmac('sha256', clinicKey).update(digitsOf(cpf)).digest('base64url');
  };
export type BlindIndex = ReturnType<typeof createBlindIndex>;
