import type { PatientDraft } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { invalid, notFound, violates } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { birthProblem } from './age.rules.ts';
import {
  assertUnique,
  type Candidate,
  candidatesFor,
  duplicatePatient,
  type Likeness,
} from './duplicates.ts';
import { PatientModel } from './patient.model.ts';

type Claim = {
  actor: Actor;
  likeness: Likeness;
  exceptId?: Types.ObjectId | undefined;
  isConfirmed: boolean;
};

const activeCandidates = ({ actor, likeness, exceptId }: Claim): Promise<Candidate[]> =>
  candidatesFor(
    { ...likeness, dateOfBirth: undefined },
    { clinicId: actor.clinicId, statuses: ['active'], exceptId },
  );

/** Throws 409 when an active record is this person already. */
export const assertNobodyIs = async (claim: Claim): Promise<void> =>
  assertUnique(claim.likeness, await activeCandidates(claim), claim);

/** Runs a write that may lose against the unique CPF, and then says who has it. */
export const orDuplicate = async <T>(claim: Claim, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (!violates(error, 'uniq_cpf')) throw error;
    const { cpfHash } = claim.likeness;
    const found = (await activeCandidates(claim)).find((one) => one.cpfHash === cpfHash);
    if (found === undefined) throw error;
    throw duplicatePatient(found, 'cpf');
  }
};

/** Throws 404 unless the guardian who is named by id is a patient of this clinic. */
export const assertGuardian = async (
  { clinicId }: Actor,
  guardian: PatientDraft['guardian'] | null,
): Promise<void> => {
  if (guardian?.patientId === undefined) return;
  const found = await PatientModel.exists({ clinicId, _id: new Types.ObjectId(guardian.patientId) });
  if (found === null) throw notFound();
};

/** Throws 400 for a birth in the future or longer ago than anybody lives. */
export const assertBirth = (dateOfBirth: string | null | undefined, today: string): void => {
  if (typeof dateOfBirth !== 'string') return;
  const problem = birthProblem(dateOfBirth, today);
  if (problem !== undefined) throw invalid([{ path: 'dateOfBirth', message: problem }]);
};
