import type { Actor } from '../../platform/actor.ts';
import { assertNobodyIs, orDuplicate } from './patient-identity.ts';
import { type PatientStore, wasMerged } from './patient-store.ts';
import type { PatientDoc } from './patient.model.ts';

type Which = { actor: Actor; patientId: string };

/** Takes the patient off the lists; the record and its future visits stay. */
export const deactivate = (store: PatientStore, which: Which): Promise<PatientDoc> =>
  store.alter(which, ({ status }) =>
    status === 'inactive' ? undefined : { set: { status: 'inactive' }, fields: ['status'] },
  );

/** Brings a patient back, unless somebody active has the CPF by now. */
export const reactivate = async (store: PatientStore, which: Which): Promise<PatientDoc> => {
  const { _id, cpfHash, status: before } = await store.read(which);
  if (before === 'merged') throw wasMerged();
  const claim = {
    actor: which.actor,
    likeness: {
      cpfHash: cpfHash ?? undefined,
      phoneDigits: undefined,
      nameKey: undefined,
      dateOfBirth: undefined,
    },
    exceptId: _id,
    isConfirmed: true,
  };
  await assertNobodyIs(claim);
  return orDuplicate(claim, () =>
    store.alter(which, ({ status }) =>
      status === 'active' ? undefined : { set: { status: 'active' }, fields: ['status'] },
    ),
  );
};
