import type { ImportReport, ViewOf } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { FieldCipher } from '../../platform/crypto/field-cipher.ts';
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

export type Report = ViewOf<typeof ImportReport>;

const toReport = (doc: ImportDoc, samples: readonly string[]): Report => ({
  id: doc._id.toHexString(),
  state: doc.state,
  fileName: doc.fileName,
  encoding: doc.encoding,
  delimiter: doc.delimiter,
  columns: doc.fields.map((field, at) => ({
    header: doc.headers[at] ?? '',
    field,
    sample: samples[at] ?? '',
  })),
  records: doc.records,
  accepted: doc.accepted,
  warnings: doc.warnings,
  errors: doc.errors,
  createdAt: doc.createdAt.toISOString(),
});

/** A file as it was read: what is sealed of it still in clear. */
export type FreshImport = Omit<ImportDoc, 'samples'> & { samples: string[] };

const samplesOf = ({ _id }: { _id: Types.ObjectId }) => ({
  collection: 'patient_imports',
  field: 'samples',
  id: _id,
});
const recordsIn = ({ _id }: { _id: Types.ObjectId }) => ({
  collection: 'patient_import_chunks',
  field: 'records',
  id: _id,
});

export const createImportStore = (clock: Clock, cipher: FieldCipher) => ({
  read: readImport,
  ...createImportLeases(clock),

  report: async (doc: ImportDoc): Promise<Report> =>
    toReport(doc, JSON.parse(await cipher.open(doc.clinicId, samplesOf(doc), doc.samples))),

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
  add: async (fresh: FreshImport, records: readonly ImportRecord[]): Promise<ImportDoc> => {
    const { clinicId, _id: importId } = fresh;
    const seal = await cipher.sealer(clinicId);
    const chunks = inBatches(records).map((part, at) => {
      const _id = new Types.ObjectId();
      return { _id, clinicId, importId, at, records: seal(recordsIn({ _id }), JSON.stringify(part)) };
    });
    const doc = { ...fresh, samples: seal(samplesOf(fresh), JSON.stringify(fresh.samples)) };
    if (chunks.length > 0) await importChunks().insertMany(chunks);
    await patientImports().insertOne(doc);
    return doc;
  },

  recordsOf: async ({ clinicId, importId }: Which): Promise<ImportRecord[]> => {
    const chunks = await importChunks()
      .find({ clinicId, importId: new Types.ObjectId(importId) }, { sort: { at: 1 } })
      .toArray();
    const opened = await Promise.all(
      chunks.map((chunk) => cipher.open(clinicId, recordsIn(chunk), chunk.records)),
    );
    return opened.flatMap((text): ImportRecord[] => JSON.parse(text));
  },

  dropRecords: async ({ clinicId, importId }: Which): Promise<void> => {
    await importChunks().deleteMany({
      clinicId,
      importId: new Types.ObjectId(importId),
    });
  },
});
export type ImportStore = ReturnType<typeof createImportStore>;
