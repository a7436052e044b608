import type { BodyOf, createPatient, PatientChange } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/mongo.ts';
import { publish } from '../../platform/outbox/outbox.ts';
import { takeNumbers } from '../../platform/sequence.ts';
import { editRecord } from '../../platform/stale.ts';
import type { Seal } from '../../platform/crypto/field-cipher.ts';
import type { BlindIndex } from './blind-index.ts';
import type { Likeness } from './duplicates.ts';
import { nameKeyOf, namesOf, phonesOf } from './identity.rules.ts';
import { changedEvent, newPatient, storedGuardian } from './patient-draft.ts';
import { sealField, type PatientVault } from './patient-secrets.ts';
import { assertBirth, assertGuardian, assertNobodyIs, orDuplicate } from './patient-identity.ts';
import { type PatientDoc, PatientModel, patients } from './patient.model.ts';
import { PatientChanged } from './patients.events.ts';
import { type PatientStore, wasMerged } from './patient-store.ts';

type Deps = { clock: Clock; blindIndex: BlindIndex; vault: PatientVault; store: PatientStore };
type On = { actor: Actor; today: string };

type Identity = { firstName: string; lastName: string; phone: string; cpfHash?: string | null | undefined };
type Values = Omit<PatientChange, 'rev' | 'confirmDuplicate'>;

const identityFields = ['firstName', 'lastName', 'phone', 'cpf'] as const;
const touchesIdentity = (values: Values): boolean =>
  identityFields.some((field) => values[field] !== undefined && values[field] !== null);

const hashAfter = (blindIndex: BlindIndex, { clinicId, cpfHash }: PatientDoc, { cpf }: Values) => {
  if (cpf === undefined) return cpfHash;
  return cpf === null ? null : blindIndex(clinicId, cpf);
};

/** The record's names and identifiers after a change; an absent field stays, `null` clears. */
const identityAfter = (blindIndex: BlindIndex, current: PatientDoc, values: Values) => ({
  firstName: values.firstName ?? current.firstName,
  lastName: values.lastName ?? current.lastName,
  socialName: values.socialName === undefined ? current.socialName : values.socialName,
  phone: values.phone ?? current.phone,
  cpfHash: hashAfter(blindIndex, current, values),
});

const likenessOf = (person: Identity): Likeness => ({
  cpfHash: person.cpfHash ?? undefined,
  phoneDigits: phonesOf(person.phone).phoneDigits,
  nameKey: nameKeyOf(`${person.firstName} ${person.lastName}`),
  dateOfBirth: undefined,
});

type Edit = On & { current: PatientDoc; change: Values & { rev: number } };

/** What is typed into the form as it is stored: numbers and notes sealed. */
const storedValues = ({ guardian, ...values }: Values, sealing: { seal: Seal; id: PatientDoc['_id'] }) => ({
  ...values,
  cpf: sealField(sealing, 'cpf', values.cpf),
  guardian: guardian ? storedGuardian(guardian, sealing) : guardian,
  notes: values.notes === '' ? null : sealField(sealing, 'notes', values.notes),
});

/** Writes the change and tells of it, both or neither. */
const edit = async (
  { clock, blindIndex, vault }: Deps,
  { actor, current, change }: Edit,
): Promise<PatientDoc> => {
  const { rev, ...values } = change;
  const after = identityAfter(blindIndex, current, values);
  const { clinicId } = actor;
  const at = clock.now();
  const derived = {
    ...namesOf(after),
    ...phonesOf(after.phone),
    cpfHash: after.cpfHash ?? null,
  };
  const stored = storedValues(values, { seal: await vault.sealer(clinicId), id: current._id });
  return inTransaction(async (tx) => {
    const changed = await editRecord<PatientDoc>(
      PatientModel,
      { _id: current._id, clinicId },
      { actor, at, rev, values: stored, derived, session: tx.session },
    );
    const patientId = current._id.toHexString();
    await publish(tx, PatientChanged, {
      clinicId,
      aggregate: { type: 'patients', id: patientId },
      seq: changed.rev,
      at,
      payload: { patientId },
    });
    return changed;
  });
};

export const createRegistering = (deps: Deps) => {
  const { clock, blindIndex, vault, store } = deps;
  return {
    /** Registers a patient or throws `duplicate-patient`; two callers can never both win one CPF. */
    register: async (
      { confirmDuplicate, ...draft }: BodyOf<typeof createPatient>,
      { actor, today }: On,
    ): Promise<PatientDoc> => {
      const { clinicId } = actor;
      assertBirth(draft.dateOfBirth, today);
      const cpfHash = draft.cpf === undefined ? undefined : blindIndex(clinicId, draft.cpf);
      const claim = { actor, likeness: likenessOf({ ...draft, cpfHash }), isConfirmed: confirmDuplicate };
      await Promise.all([assertGuardian(actor, draft.guardian), assertNobodyIs(claim)]);
      const [ord, recordNumber] = await Promise.all([
        takeNumbers('resource-ord'),
        takeNumbers(`record-number:${clinicId.toHexString()}`),
      ]);
      const at = clock.now();
      const discretion = { blindIndex, seal: await vault.sealer(clinicId) };
      const patient = newPatient({ draft, numbers: { ord, recordNumber }, clinicId, at }, discretion);
      const outbox = [changedEvent(patient._id, { seq: 0, at })];
      await orDuplicate(claim, () => patients().insertOne({ ...patient, outbox }));
      return patient;
    },

    /** Changes a patient; loses with `stale` when somebody else was faster. */
    change: async (
      patientId: string,
      { confirmDuplicate = false, ...change }: PatientChange,
      { actor, today }: On,
    ): Promise<PatientDoc> => {
      assertBirth(change.dateOfBirth, today);
      const current = await store.read({ actor, patientId });
      if (current.status === 'merged') throw wasMerged();
      const likeness = likenessOf(identityAfter(blindIndex, current, change));
      const claim = { actor, likeness, exceptId: current._id, isConfirmed: confirmDuplicate };
      await Promise.all([
        assertGuardian(actor, change.guardian),
        current.status === 'active' && touchesIdentity(change) ? assertNobodyIs(claim) : undefined,
      ]);
      return orDuplicate(claim, () => edit(deps, { actor, today, current, change }));
    },
  };
};
