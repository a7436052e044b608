import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ImportId, Instant } from './primitives.ts';

const tag = 'Patients';

/** Columns of a spreadsheet that the import can fill. */
export const importFields = [
  'firstName',
  'lastName',
  'fullName',
  'dateOfBirth',
  'cpf',
  'phone',
  'email',
  'zipCode',
  'street',
  'number',
  'complement',
  'neighborhood',
  'city',
  'state',
  'notes',
  'ignore',
] as const;
export const ImportField = z.enum(importFields);
export type ImportField = z.infer<typeof ImportField>;

export const ImportRow = z.object({
  /** The physical line on which the record starts, 1 being the header. */
  line: z.number().int(),
  outcome: z.enum(['accepted', 'warning', 'error']),
  reason: z.string().optional(),
});
export const ImportReport = z
  .object({
    id: ImportId,
    state: z.enum(['checked', 'imported', 'undone']),
    fileName: z.string(),
    encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']),
    delimiter: z.enum([',', ';', '\t', '|']),
    columns: z.array(z.object({ header: z.string(), field: ImportField, sample: z.string() })),
    records: z.number().int(),
    accepted: z.number().int(),
    warnings: z.array(ImportRow),
    errors: z.array(ImportRow),
    createdAt: Instant,
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;
const ImportParams = z.strictObject({ importId: ImportId });

/** Largest accepted spreadsheet, in bytes and in records. */
export const maximumImportBytes = 25 * 1024 * 1024;
export const maximumImportRecords = 50_000;
/** Multipart with one part `file`, ≤ 25 MB; the dry run changes nothing. */
export const checkImport = endpoint({
  method: 'post',
  path: '/patients/imports',
  tag,
  summary: 'Read a CSV, find encoding, delimiter and columns, and name every bad row',
  response: ImportReport,
  status: 201,
  errors: ['payload-too-large', 'unsupported-media-type'],
});
export const remapImport = endpoint({
  method: 'patch',
  path: '/patients/imports/:importId',
  tag,
  summary: 'Check again with other columns',
  params: ImportParams,
  body: z.strictObject({ columns: z.array(ImportField).min(1).max(200) }),
  response: ImportReport,
  errors: ['wrong-state'],
});
export const applyImport = endpoint({
  method: 'post',
  path: '/patients/imports/:importId/apply',
  tag,
  summary: 'Write the accepted rows',
  params: ImportParams,
  response: ImportReport,
  errors: ['wrong-state', 'request-in-progress'],
});
export const undoImport = endpoint({
  method: 'post',
  path: '/patients/imports/:importId/undo',
  tag,
  summary: 'Take back every record of the batch that nobody has used since',
  params: ImportParams,
  response: z.object({ report: ImportReport, removed: z.number().int(), kept: z.number().int() }),
  errors: ['wrong-state', 'request-in-progress'],
});
export const listImports = endpoint({
  method: 'get',
  path: '/patients/imports',
  tag,
  summary: 'Earlier imports, newest first, each with its first hundred errors and warnings',
  response: z.array(ImportReport),
});
export const getImport = endpoint({
  method: 'get',
  path: '/patients/imports/:importId',
  tag,
  summary: 'One import with every error and warning',
  params: ImportParams,
  response: ImportReport,
});
