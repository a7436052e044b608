import { randomUUID } from 'node:crypto';
import type { ImportReport, ViewOf } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import type { ImportRecord } from './import.rules.ts';
import {
  type ChunkDoc,
  type ImportDoc,
  PatientImportChunkModel,
  PatientImportModel,
} from './patient-import.model.ts';

export const batchSize = 500;
const leaseMs = 60_000;
const mostListed = 50;
const mostRowsListed = 100;

type Which = { clinicId: Types.ObjectId; importId: string };
type State = ImportDoc['state'];

/** Cuts a list into pieces of at most `size`. */
export const inBatches = <T>(list: readonly T[], size = batchSize): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

export const toReport = (doc: ImportDoc): ViewOf<typeof ImportReport> => ({
  id: doc._id.toHexString(),
  state: doc.state,
  fileName: doc.fileName,
  encoding: doc.encoding,
  delimiter: doc.delimiter,
  columns: doc.fields.map((field, at) => ({
    header: doc.headers[at] ?? '',
    field,
    sample: doc.samples[at] ?? '',
  })),
  records: doc.records,
  accepted: doc.accepted,
  warnings: doc.warnings,
  errors: doc.errors,
  createdAt: doc.createdAt.toISOString(),
});

const identity = ({ clinicId, importId }: Which) => ({ clinicId, _id: new Types.ObjectId(importId) });

export const createImportStore = (clock: Clock) => {
  const read = async (which: Which): Promise<ImportDoc> => {
    const found = await PatientImportModel.collection.findOne(identity(which));
    if (found === null) throw notFound();
    return found as unknown as ImportDoc;
  };

  const until = (): Date => new Date(clock.now().getTime() + leaseMs);

  return {
    read,

    list: async (clinicId: Types.ObjectId): Promise<ImportDoc[]> =>
      (await PatientImportModel.collection
        .find(
          { clinicId },
          {
            projection: { warnings: { $slice: mostRowsListed }, errors: { $slice: mostRowsListed } },
            sort: { createdAt: -1, _id: -1 },
            limit: mostListed,
            hint: 'newest',
          },
        )
        .toArray()) as unknown as ImportDoc[],

    /** Keeps the report last: without it the chunks of a file that broke off are never looked at. */
    add: async (doc: ImportDoc, records: readonly ImportRecord[]): Promise<void> => {
      const chunks = inBatches(records).map((part, at) => ({
        clinicId: doc.clinicId,
        importId: doc._id,
        at,
        records: part,
      }));
      if (chunks.length > 0) await PatientImportChunkModel.collection.insertMany(chunks);
      await PatientImportModel.collection.insertOne(doc);
    },

    recordsOf: async ({ clinicId, importId }: Which): Promise<ImportRecord[]> => {
      const chunks = (await PatientImportChunkModel.collection
        .find({ clinicId, importId: new Types.ObjectId(importId) }, { sort: { at: 1 } })
        .toArray()) as unknown as ChunkDoc[];
      return chunks.flatMap(({ records }) => records);
    },

    dropRecords: async ({ clinicId, importId }: Which): Promise<void> => {
      await PatientImportChunkModel.collection.deleteMany({
        clinicId,
        importId: new Types.ObjectId(importId),
      });
    },

    /**
     * Takes the import for oneself: of two who apply it at once one gets 409 `request-in-progress`; one
     * that died is taken over after a minute. Work that finds another state answers 409 `wrong-state`.
     */
    claim: async (which: Which, state: State): Promise<{ doc: ImportDoc; owner: string }> => {
      const owner = randomUUID();
      const now = clock.now();
      const doc = await PatientImportModel.collection.findOneAndUpdate(
        { ...identity(which), state, $or: [{ lease: { $exists: false } }, { 'lease.until': { $lt: now } }] },
        { $set: { lease: { owner, until: until() } } },
        { returnDocument: 'after' },
      );
      if (doc !== null) return { doc: doc as unknown as ImportDoc, owner };
      const current = await read(which);
      if (current.state !== state)
        throw new AppError('wrong-state', 'This import is not in a state that allows it.');
      throw new AppError('request-in-progress', 'This import is being worked on.', {
        details: { retryAfterSeconds: 5 },
      });
    },

    /** Says that the owner still works; throws when somebody else has taken over. */
    renew: async (which: Which, owner: string): Promise<void> => {
      const kept = await PatientImportModel.collection.updateOne(
        { ...identity(which), 'lease.owner': owner },
        { $set: { 'lease.until': until() } },
      );
      if (kept.matchedCount === 0)
        throw new AppError('request-in-progress', 'Somebody else has taken this import over.');
    },

    /** Writes what came out and lets go. */
    settle: async (which: Which, owner: string, values: Partial<ImportDoc>): Promise<ImportDoc> => {
      const settled = await PatientImportModel.collection.findOneAndUpdate(
        { ...identity(which), 'lease.owner': owner },
        { $set: values, $unset: { lease: 1 } },
        { returnDocument: 'after' },
      );
      if (settled === null)
        throw new AppError('request-in-progress', 'Somebody else has taken this import over.');
      return settled as unknown as ImportDoc;
    },
  };
};
export type ImportStore = ReturnType<typeof createImportStore>;
