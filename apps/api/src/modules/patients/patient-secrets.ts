import { isSealed } from '../../platform/crypto/envelope.ts';
import type { FieldCipher, Seal } from '../../platform/crypto/field-cipher.ts';
import type { SealedField } from '../../platform/crypto/sealed-fields.ts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import type { PatientDoc } from './patient.model.ts';

/** What of a record is sealed in the store, in clear. */
export type PatientSecrets = {
  readonly cpf: string | undefined;
  readonly guardianCpf: string | undefined;
  readonly notes: string | undefined;
};
type SecretField = 'cpf' | 'guardian.cpf' | 'notes';
type Sealing = { seal: Seal; id: Types.ObjectId };

const secretFields: readonly SecretField[] = ['cpf', 'guardian.cpf', 'notes'];
const placeOf = (field: SecretField, id: Types.ObjectId) => ({ collection: 'patients', field, id });

/** For the work on keys: a merge keeps both records whole, sealed as the patients' own. */
export const sealedFieldsOfPatients: readonly SealedField[] = [
  ...secretFields.map((path): SealedField => ({ owner: 'clinic', collection: 'patients', path })),
  ...['before.survivor', 'before.duplicate'].flatMap((side) =>
    secretFields.map((field): SealedField => {
      const sealedAs = { collection: 'patients', field, idPath: `${side}._id` };
      return { owner: 'clinic', collection: 'patient_merges', path: `${side}.${field}`, sealedAs };
    }),
  ),
  { owner: 'clinic', collection: 'patient_imports', path: 'samples' },
  { owner: 'clinic', collection: 'patient_import_chunks', path: 'records' },
];

/** Seals one field of one patient; what is not there or is taken away stays as it is. */
export const sealField = <T extends null | undefined>(
  { seal, id }: Sealing,
  field: SecretField,
  plain: string | T,
): string | T => (typeof plain === 'string' ? seal(placeOf(field, id), plain) : plain);

export const createPatientVault = (cipher: FieldCipher) => {
  // One that the release before wrote is plain until the work on keys comes by.
  const open = (doc: PatientDoc, field: SecretField, kept: string | null | undefined) =>
    typeof kept === 'string' && isSealed(kept)
      ? cipher.open(doc.clinicId, placeOf(field, doc._id), kept)
      : (kept ?? undefined);

  const secretsOf = async (doc: PatientDoc): Promise<PatientSecrets> => {
    const [cpf, guardianCpf, notes] = await Promise.all([
      open(doc, 'cpf', doc.cpf),
      open(doc, 'guardian.cpf', doc.guardian?.cpf),
      open(doc, 'notes', doc.notes),
    ]);
    return { cpf, guardianCpf, notes };
  };

  return {
    sealer: cipher.sealer,
    secretsOf,
    /** The record with everything readable, to be compared with another; never to be stored. */
    clear: async (doc: PatientDoc) => {
      const { cpf, guardianCpf, notes } = await secretsOf(doc);
      if (!doc.guardian) return { ...doc, cpf, notes };
      const { cpf: _sealed, ...named } = doc.guardian;
      return { ...doc, cpf, guardian: { ...named, ...given({ cpf: guardianCpf }) }, notes };
    },
  };
};
export type PatientVault = ReturnType<typeof createPatientVault>;
