import type { ImportReport, ViewOf } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
import { createImportLeases, readImport, type Which } from './import-lease.ts';
import type { ImportRecord } from './import.rules.ts';
import { type ImportDoc, importChunks, patientImports } from './patient-import.model.ts';

export const batchSize = 500;
const mostListed = 50;
const mostRowsListed = 100;

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

export const createImportStore = (clock: Clock) => ({
  read: readImport,
  ...createImportLeases(clock),

  list: (clinicId: Types.ObjectId): Promise<ImportDoc[]> =>
    patientImports()
      .find(
        { clinicId },
        {
          projection: { warnings: { $slice: mostRowsListed }, errors: { $slice: mostRowsListed } },
          sort: { createdAt: -1, _id: -1 },
          limit: mostListed,
          hint: 'newest',
        },
      )
      .toArray(),

  /** Keeps the report last: without it the chunks of a file that broke off are never looked at. */
  add: async (doc: ImportDoc, records: readonly ImportRecord[]): Promise<void> => {
    const chunks = inBatches(records).map((part, at) => ({
      _id: new Types.ObjectId(),
      clinicId: doc.clinicId,
      importId: doc._id,
      at,
      records: part,
    }));
    if (chunks.length > 0) await importChunks().insertMany(chunks);
    await patientImports().insertOne(doc);
  },

  recordsOf: async ({ clinicId, importId }: Which): Promise<ImportRecord[]> => {
    const chunks = await importChunks()
      .find({ clinicId, importId: new Types.ObjectId(importId) }, { sort: { at: 1 } })
      .toArray();
    return chunks.flatMap(({ records }) => records);
  },

  dropRecords: async ({ clinicId, importId }: Which): Promise<void> => {
    await importChunks().deleteMany({
      clinicId,
      importId: new Types.ObjectId(importId),
    });
  },
});
export type ImportStore = ReturnType<typeof createImportStore>;
