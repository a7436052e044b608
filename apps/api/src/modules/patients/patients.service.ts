import {
  type BodyOf,
  type createPatient,
  type findDuplicates,
  type listPatients,
  type Page,
  type PatientChange,
  type patientStats,
  type QueryOf,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FileReply, Upload } from '../../platform/http/route.ts';
import { shownTo } from './access-policy.ts';
import type { BlindIndex } from './blind-index.ts';
import { createDuplicateFinder } from './duplicates.ts';
import { createPatientList } from './patient-list.ts';
import { statsOf } from './patient-stats.ts';
import { deactivate, reactivate } from './patient-status.ts';
import type { PatientStore } from './patient-store.ts';
import {
  type PatientSummaryView,
  type PatientView,
  type Reader,
  toPatient,
  toSummary,
} from './patient.mapper.ts';
import type { PatientVault } from './patient-secrets.ts';
import type { PatientDoc } from './patient.model.ts';
import type { Photos } from './photos.ts';
import { createRegistering } from './registering.ts';

type Deps = {
  clock: Clock;
  blindIndex: BlindIndex;
  vault: PatientVault;
  store: PatientStore;
  photos: Photos;
  /** The clinic's calendar day. */
  today: () => Promise<string>;
};
type Duplicates = ViewOf<(typeof findDuplicates)['response']>;

/** How much of a record the actor may see. */
const readerOf = (actor: Actor, today: string): Reader => ({
  today,
  seesCpf: actor.rights.has('patients:write'),
});

/** Shows a stored record to whoever asks. */
export const createShow =
  ({ vault, today }: Pick<Deps, 'vault' | 'today'>) =>
  async (actor: Actor, doc: PatientDoc): Promise<PatientView> => {
    const [secrets, day] = await Promise.all([vault.secretsOf(doc), today()]);
    return toPatient(doc, secrets, readerOf(actor, day));
  };
export type Show = ReturnType<typeof createShow>;

export const createPatientsService = ({ clock, blindIndex, vault, store, photos, today }: Deps) => {
  const registering = createRegistering({ clock, blindIndex, vault, store });
  const list = createPatientList(blindIndex);
  const duplicates = createDuplicateFinder(blindIndex);
  const view = createShow({ vault, today });

  return {
    list: async (actor: Actor, query: QueryOf<typeof listPatients>): Promise<Page<PatientSummaryView>> => {
      const day = await today();
      return list.page(actor.clinicId, query, (row) => shownTo(actor, row, toSummary(row, day)));
    },

    get: async (actor: Actor, patientId: string): Promise<PatientView> =>
      view(actor, await store.read({ actor, patientId })),

    stats: (actor: Actor): Promise<ViewOf<(typeof patientStats)['response']>> =>
      statsOf(actor.clinicId, clock.now()),

    findDuplicates: async (actor: Actor, form: BodyOf<typeof findDuplicates>): Promise<Duplicates> => {
      const [found, day] = await Promise.all([duplicates.find(actor.clinicId, form), today()]);
      return found.map(({ candidate, reason }) => ({
        patient: shownTo(actor, candidate, toSummary(candidate, day)),
        reason,
      }));
    },

    register: async (actor: Actor, draft: BodyOf<typeof createPatient>): Promise<PatientView> =>
      view(actor, await registering.register(draft, { actor, today: await today() })),

    change: async (actor: Actor, patientId: string, change: PatientChange): Promise<PatientView> =>
      view(actor, await registering.change(patientId, change, { actor, today: await today() })),

    deactivate: async (actor: Actor, patientId: string): Promise<PatientView> =>
      view(actor, await deactivate(store, { actor, patientId })),

    reactivate: async (actor: Actor, patientId: string): Promise<PatientView> =>
      view(actor, await reactivate(store, { actor, patientId })),

    putPhoto: async (actor: Actor, patientId: string, file: Upload | undefined): Promise<PatientView> =>
      view(actor, await photos.put({ actor, patientId }, file)),

    photo: (actor: Actor, patientId: string): Promise<FileReply> => photos.get({ actor, patientId }),

    deletePhoto: async (actor: Actor, patientId: string): Promise<PatientView> =>
      view(actor, await photos.remove({ actor, patientId })),
  };
};
export type PatientsUseCases = ReturnType<typeof createPatientsService>;
