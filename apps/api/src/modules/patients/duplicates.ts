import type { BodyOf, findDuplicates, ResponseOf } from '@topsmile/contracts';
import { AppError } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import type { BlindIndex } from './blind-index.ts';
import { digitsOf, nameKeyOf } from './identity.rules.ts';
import { type SummaryDoc, summaryFields } from './patient.mapper.ts';
import { patients } from './patient.model.ts';

export type DuplicateReason = ResponseOf<typeof findDuplicates>[number]['reason'];

/** Who a person seems to be: what is compared to find the same person again. */
export type Likeness = {
  cpfHash: string | undefined;
  phoneDigits: string | undefined;
  nameKey: string | undefined;
  dateOfBirth: string | undefined;
};

const identityFields = { ...summaryFields, cpfHash: 1, phoneDigits: 1, nameKey: 1 } as const;
export type Candidate = SummaryDoc & { cpfHash?: string | null; phoneDigits: string; nameKey: string };

const isSame = (one: string | undefined, other: string | null | undefined): boolean =>
  one !== undefined && one === other;

/** Why a record may be the same person, the strongest reason first. */
export const reasonFor = (likeness: Likeness, candidate: Candidate): DuplicateReason | undefined => {
  if (isSame(likeness.cpfHash, candidate.cpfHash)) return 'cpf';
  const hasName = isSame(likeness.nameKey, candidate.nameKey);
  if (isSame(likeness.phoneDigits, candidate.phoneDigits)) return hasName ? 'phone-and-name' : 'phone';
  return hasName && isSame(likeness.dateOfBirth, candidate.dateOfBirth) ? 'name-and-birth' : undefined;
};

const branchesOf = ({ cpfHash, phoneDigits, nameKey, dateOfBirth }: Likeness): object[] => [
  ...(cpfHash === undefined ? [] : [{ cpfHash }]),
  ...(phoneDigits === undefined ? [] : [{ phoneDigits }]),
  ...(nameKey === undefined || dateOfBirth === undefined ? [] : [{ dateOfBirth, nameKey }]),
];

const mostShown = 20;
type Scope = {
  clinicId: Types.ObjectId;
  statuses: readonly ('active' | 'inactive')[];
  exceptId?: Types.ObjectId | undefined;
};

/**
 * The query behind `candidatesFor`, apart so that its plan can be looked at. A union of narrow matches: an
 * `$or` beside `clinicId` makes the planner read the whole clinic.
 */
export const duplicatesQuery = (likeness: Likeness, { clinicId, statuses, exceptId }: Scope) => {
  const others = exceptId === undefined ? {} : { _id: { $ne: exceptId } };
  const [first = [], ...rest] = branchesOf(likeness).map((branch) => [
    { $match: { clinicId, ...branch, status: { $in: statuses }, ...others } },
    { $limit: mostShown },
    { $project: identityFields },
  ]);
  const unions = rest.map((pipeline) => ({ $unionWith: { coll: 'patients', pipeline } }));
  return patients().aggregate<Candidate>([...first, ...unions]);
};

/** Records that share CPF, phone, or name and birth date, each once; one command. */
export const candidatesFor = async (likeness: Likeness, scope: Scope): Promise<Candidate[]> => {
  if (branchesOf(likeness).length === 0) return [];
  const found = await duplicatesQuery(likeness, scope).toArray();
  return [...new Map(found.map((one) => [one._id.toHexString(), one])).values()];
};

/** 409 that names the record which is already there. */
export const duplicatePatient = (found: SummaryDoc, reason: DuplicateReason): AppError =>
  new AppError('duplicate-patient', 'This person seems to be registered already.', {
    details: { duplicateOf: { id: found._id.toHexString(), fullName: found.fullName, reason } },
  });

/** Throws 409 for the same CPF, and for the same phone and name unless that was confirmed. */
export const assertUnique = (
  likeness: Likeness,
  candidates: readonly Candidate[],
  { isConfirmed }: { isConfirmed: boolean },
): void => {
  const reasons = candidates.map((found) => ({ found, reason: reasonFor(likeness, found) }));
  const sameCpf = reasons.find(({ reason }) => reason === 'cpf');
  if (sameCpf !== undefined) throw duplicatePatient(sameCpf.found, 'cpf');
  const samePerson = reasons.find(({ reason }) => reason === 'phone-and-name');
  if (samePerson !== undefined && !isConfirmed) throw duplicatePatient(samePerson.found, 'phone-and-name');
};

/** The likeness in a half-typed form: what is not complete is not compared. */
export const likenessOf = (
  form: BodyOf<typeof findDuplicates>,
  hashOf: (cpf: string) => string,
): Likeness => {
  const name = nameKeyOf(`${form.firstName ?? ''} ${form.lastName ?? ''}`);
  const phone = digitsOf(form.phone ?? '').replace(/^(55(?=\d{10})|0)/, '');
  const cpf = digitsOf(form.cpf ?? '');
  return {
    cpfHash: cpf.length === 11 ? hashOf(cpf) : undefined,
    phoneDigits: phone.length >= 10 ? phone : undefined,
    nameKey: name.includes(' ') ? name : undefined,
    dateOfBirth: form.dateOfBirth,
  };
};

export const createDuplicateFinder = (blindIndex: BlindIndex) => ({
  /** Everyone who may already be this person, strongest reason first. */
  find: async (clinicId: Types.ObjectId, form: BodyOf<typeof findDuplicates>) => {
    const likeness = likenessOf(form, (cpf) => blindIndex(clinicId, cpf));
    const exceptId = form.exceptId === undefined ? undefined : new Types.ObjectId(form.exceptId);
    const found = await candidatesFor(likeness, { clinicId, statuses: ['active', 'inactive'], exceptId });
    const strongestFirst = ['cpf', 'phone-and-name', 'phone', 'name-and-birth'];
    return found
      .flatMap((candidate) => {
        const reason = reasonFor(likeness, candidate);
        return reason === undefined ? [] : [{ candidate, reason }];
      })
      .sort((one, other) => strongestFirst.indexOf(one.reason) - strongestFirst.indexOf(other.reason));
  },
});
