import { importFields, type ImportReport, type ImportRow } from '@topsmile/contracts';
import type { z } from 'zod';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const importSchema = new Schema(
  {
    clinicId: clinicIdField,
    state: { type: String, enum: ['checked', 'imported', 'undone'], required: true },
    fileName: { type: String, required: true },
    encoding: { type: String, enum: ['utf-8', 'windows-1252', 'utf-16le'], required: true },
    delimiter: { type: String, enum: [',', ';', '\t', '|'], required: true },
    headers: { type: [String], required: true },
    /** The first cell of each column, sealed JSON: a column may hold national ids. */
    samples: { type: String, required: true },
    fields: { type: [{ type: String, enum: importFields }], required: true },
    records: { type: Number, required: true },
    accepted: { type: Number, required: true },
    warnings: { type: [Schema.Types.Mixed], required: true },
    errors: { type: [Schema.Types.Mixed], required: true },
    createdAt: { type: Date, required: true },
    createdBy: { type: Types.ObjectId, required: true },
    /** Whoever applies or undoes holds it and renews it; after a crash it lapses and the work is taken up again. */
    lease: { owner: String, until: Date },
  },
  // `errors` is the contract's word for the bad rows; nothing of ours reads Mongoose's property of that name.
  { strict: 'throw', versionKey: false, suppressReservedKeysWarning: true },
);

type Row = z.infer<typeof ImportRow>;
type Stored = InferSchemaType<typeof importSchema>;
export type ImportDoc = Omit<Stored, 'warnings' | 'errors' | 'fields' | 'lease'> & {
  _id: Types.ObjectId;
  fields: ImportReport['columns'][number]['field'][];
  warnings: Row[];
  errors: Row[];
  lease?: { owner: string; until: Date };
};
export const PatientImportModel = defineModel(
  'PatientImport',
  tenancy('clinic', importSchema),
  'patient_imports',
);
export const patientImports = (): Collection<ImportDoc> => collectionOf(PatientImportModel);

/** The records of a file as they were read, 500 to a document, until the import is done with. */
const chunkSchema = new Schema(
  {
    clinicId: clinicIdField,
    importId: { type: Types.ObjectId, required: true },
    at: { type: Number, required: true },
    /** Sealed JSON. */
    records: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false },
);
type ChunkDoc = InferSchemaType<typeof chunkSchema> & { _id: Types.ObjectId };
export const PatientImportChunkModel = defineModel(
  'PatientImportChunk',
  tenancy('clinic', chunkSchema),
  'patient_import_chunks',
);
export const importChunks = (): Collection<ChunkDoc> => collectionOf(PatientImportChunkModel);
