import type { Actor } from '../../platform/actor.ts';
import { Types } from '../../platform/mongo.ts';
import { type ImportStore, inBatches } from './import-store.ts';
import type { ImportDoc } from './patient-import.model.ts';
import { patients } from './patient.model.ts';
import type { VisitsOfPatient } from './visits-of-patient.ts';

type Deps = { store: ImportStore; visits: Pick<VisitsOfPatient, 'among'> };

// Edited, merged, deactivated, photographed or booked: each leaves one of these marks.
const untouched = {
  status: 'active' as const,
  rev: 0,
  photo: { $exists: false },
  lastVisitAt: { $exists: false },
  nextVisitAt: { $exists: false },
};

const idsOf = (rows: readonly { _id: unknown }[]): string[] => rows.map(({ _id }) => String(_id));

const fromImport = (clinicId: Types.ObjectId, importId: Types.ObjectId) => ({
  clinicId,
  'importedFrom.importId': importId,
});

/** Who is named as somebody's guardian: in use although the record itself is as imported. */
const guardiansAmong = async (clinicId: Types.ObjectId, ids: readonly string[]): Promise<string[]> => {
  const guardians = ids.map((id) => new Types.ObjectId(id));
  const used = await patients()
    .find<{ guardian: { patientId: Types.ObjectId } }>(
      { clinicId, 'guardian.patientId': { $in: guardians } },
      { projection: { _id: 0, 'guardian.patientId': 1 }, hint: 'by_guardian' },
    )
    .toArray();
  return used.map(({ guardian }) => guardian.patientId.toHexString());
};

type Lot = { clinicId: Types.ObjectId; importId: Types.ObjectId; ids: string[] };

const removeUnused = async (visits: Deps['visits'], { clinicId, importId, ids }: Lot): Promise<void> => {
  const used = new Set((await Promise.all([visits.among(ids), guardiansAmong(clinicId, ids)])).flat());
  const free = ids.filter((id) => !used.has(id)).map((id) => new Types.ObjectId(id));
  // The marks are asked for again with the deletion: who was used meanwhile stays.
  await patients().deleteMany({
    ...fromImport(clinicId, importId),
    ...untouched,
    _id: { $in: free },
  });
};

export const createImportUndo =
  ({ store, visits }: Deps) =>
  /** Removes the records nobody has used and counts the others, which stay; can be resumed. */
  async (
    { clinicId }: Actor,
    importId: string,
  ): Promise<{ doc: ImportDoc; removed: number; kept: number }> => {
    const which = { clinicId, importId };
    const { doc, owner } = await store.claim(which, 'imported');
    const candidates = await patients()
      .find(
        { ...fromImport(clinicId, doc._id), ...untouched },
        { projection: { _id: 1 }, hint: 'uniq_import_line' },
      )
      .toArray();
    for (const ids of inBatches(idsOf(candidates))) {
      await removeUnused(visits, { clinicId, importId: doc._id, ids });
      await store.renew(which, owner);
    }
    const kept = await patients().countDocuments(fromImport(clinicId, doc._id), {
      hint: 'uniq_import_line',
    });
    const settled = await store.settle(which, owner, { state: 'undone' });
    return { doc: settled, removed: doc.accepted - kept, kept };
  };
export type ImportUndo = ReturnType<typeof createImportUndo>;
