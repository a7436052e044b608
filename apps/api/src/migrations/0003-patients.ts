import type { CreateIndexesOptions, IndexSpecification } from 'mongodb';
import type { Migration } from '../platform/migrations.ts';

type Index = [IndexSpecification, CreateIndexesOptions & { name: string }];
const unique = { unique: true } as const;

const patientIndexes: Index[] = [
  [
    { clinicId: 1, cpfHash: 1 },
    {
      name: 'uniq_cpf',
      ...unique,
      partialFilterExpression: { status: 'active', cpfHash: { $exists: true } },
    },
  ],
  // The unique one holds active records only; this one finds the others too.
  [
    { clinicId: 1, cpfHash: 1, status: 1 },
    { name: 'by_cpf', partialFilterExpression: { cpfHash: { $exists: true } } },
  ],
  [
    { clinicId: 1, recordNumber: 1 },
    { name: 'uniq_record_number', ...unique },
  ],
  [{ clinicId: 1, nameTokens: 1 }, { name: 'by_name_token' }],
  [{ clinicId: 1, phoneDigits: 1 }, { name: 'by_phone' }],
  [{ clinicId: 1, phoneEndings: 1 }, { name: 'by_phone_ending' }],
  [
    { clinicId: 1, email: 1 },
    { name: 'by_email', partialFilterExpression: { email: { $exists: true } } },
  ],
  [
    { clinicId: 1, dateOfBirth: 1 },
    { name: 'by_birth', partialFilterExpression: { dateOfBirth: { $exists: true } } },
  ],
  [{ clinicId: 1, status: 1, sortName: 1, _id: 1 }, { name: 'in_name_order' }],
  [{ clinicId: 1, status: 1, createdAt: -1, _id: -1 }, { name: 'in_order_of_arrival' }],
  [{ clinicId: 1, status: 1, lastVisitAt: -1, _id: -1 }, { name: 'in_order_of_visit' }],
  [
    { clinicId: 1, 'guardian.patientId': 1 },
    { name: 'by_guardian', partialFilterExpression: { 'guardian.patientId': { $exists: true } } },
  ],
  // One record per line of a spreadsheet: an import that is resumed can never double a patient.
  [
    { clinicId: 1, 'importedFrom.importId': 1, 'importedFrom.line': 1 },
    {
      name: 'uniq_import_line',
      ...unique,
      partialFilterExpression: { 'importedFrom.importId': { $exists: true } },
    },
  ],
  // The relay looks over all clinics for documents that carry events.
  [{ 'outbox.at': 1 }, { name: 'outbox_due', partialFilterExpression: { 'outbox.at': { $exists: true } } }],
];

const indexes: Record<string, Index[]> = {
  patients: patientIndexes,
  patient_merges: [
    [{ clinicId: 1, duplicateId: 1, at: -1 }, { name: 'by_duplicate' }],
    [{ clinicId: 1, survivorId: 1, at: -1 }, { name: 'by_survivor' }],
  ],
  patient_imports: [[{ clinicId: 1, createdAt: -1, _id: -1 }, { name: 'newest' }]],
  patient_import_chunks: [
    [
      { clinicId: 1, importId: 1, at: 1 },
      { name: 'uniq_chunk', ...unique },
    ],
  ],
};

export const patients: Migration = {
  name: '0003-patients',
  phase: 'expand',
  why: 'One active record per CPF, search by any part of the name under an index, imports that cannot double.',
  up: async (db) => {
    for (const [collection, list] of Object.entries(indexes)) {
      for (const [keys, options] of list) await db.collection(collection).createIndex(keys, options);
    }
  },
};
