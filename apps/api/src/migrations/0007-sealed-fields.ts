import type {
  AnyBulkWriteOperation,
  Collection,
  CreateIndexesOptions,
  Db,
  Document,
  IndexSpecification,
} from 'mongodb';
import { cipherOfProcess } from '../platform/crypto/of-process.ts';
import { isSealed } from '../platform/crypto/envelope.ts';
import type { FieldCipher, Place } from '../platform/crypto/field-cipher.ts';
import { valueAt } from '../platform/crypto/sealed-fields.ts';
import type { Migration } from '../platform/migrations.ts';
import { Types } from '../platform/mongo.ts';

type Index = [IndexSpecification, CreateIndexesOptions & { name: string }];
const byKek: Index = [{ kekId: 1 }, { name: 'by_kek' }];
const indexes: Record<string, Index[]> = {
  clinic_keys: [
    [
      { clinicId: 1, version: 1 },
      { name: 'uniq_version', unique: true },
    ],
    byKek,
  ],
  platform_keys: [[{ version: 1 }, { name: 'uniq_version', unique: true }], byKek],
};

/** A field to seal: where it stands, and the place that is authenticated with it. */
type Field = { collection: string; path: string; field: string; of: string; idPath: string; isJson: boolean };
const own = (collection: string, path: string, isJson: boolean): Field => ({
  collection,
  path,
  field: path,
  of: collection,
  idPath: '_id',
  isJson,
});
const ofPatients = ['cpf', 'guardian.cpf', 'notes'];
const fields: Field[] = [
  ...ofPatients.map((path) => own('patients', path, false)),
  ...['before.survivor', 'before.duplicate'].flatMap((side) =>
    ofPatients.map((field) => ({
      ...own('patient_merges', `${side}.${field}`, false),
      field,
      of: 'patients',
      idPath: `${side}._id`,
    })),
  ),
  own('patient_imports', 'samples', true),
  own('patient_import_chunks', 'records', true),
];

const batchSize = 200;
const form = /^v1\|[0-9a-f]{24}\|[\w-]{16}\|[\w-]{22}\|[\w-]*$/;

type Turn = { clinicId: Types.ObjectId; place: Place; value: unknown; isJson: boolean };
type Work = { filter: Document; turn: (turn: Turn) => Promise<unknown> };

const writeOf = async (row: Document, field: Field, turn: Work['turn']): Promise<AnyBulkWriteOperation[]> => {
  const value = valueAt(row, field.path);
  const id = valueAt(row, field.idPath);
  const clinicId: unknown = row['clinicId'];
  if (!(id instanceof Types.ObjectId) || !(clinicId instanceof Types.ObjectId)) return [];
  const place = { collection: field.of, field: field.field, id };
  const turned = await turn({ clinicId, place, value, isJson: field.isJson });
  const filter = { _id: row['_id'], clinicId, [field.path]: value };
  return [{ updateOne: { filter, update: { $set: { [field.path]: turned } } } }];
};

/** Every row that is not yet as wanted, 200 at a time: what a crash leaves undone is found by the next run. */
const each = async (rows: Collection, field: Field, { filter, turn }: Work): Promise<void> => {
  let after: Types.ObjectId | undefined;
  const projection = {
    clinicId: 1,
    [field.path]: 1,
    ...(field.idPath === '_id' ? {} : { [field.idPath]: 1 }),
  };
  for (;;) {
    const further = after === undefined ? {} : { _id: { $gt: after } };
    const batch: Document[] = await rows
      .find({ ...filter, ...further }, { projection, sort: { _id: 1 }, limit: batchSize })
      .toArray();
    const last = batch.at(-1);
    if (last === undefined) return;
    const writes = (await Promise.all(batch.map((row) => writeOf(row, field, turn)))).flat();
    if (writes.length > 0) await rows.bulkWrite(writes, { ordered: false });
    after = last['_id'];
  }
};

const sealing =
  (openCipher: () => FieldCipher): Work['turn'] =>
  ({ clinicId, place, value, isJson }) =>
    openCipher().seal(clinicId, place, isJson ? JSON.stringify(value) : String(value));

const opening =
  (openCipher: () => FieldCipher): Work['turn'] =>
  async ({ clinicId, place, value, isJson }) => {
    if (typeof value !== 'string' || !isSealed(value)) return value;
    const plain = await openCipher().open(clinicId, place, value);
    return isJson ? JSON.parse(plain) : plain;
  };

/** The cipher is made when the first row needs it: an empty database needs no key. */
export const sealedFieldsWith = (openCipher: () => FieldCipher): Migration => ({
  name: '0007-sealed-fields',
  phase: 'expand',
  why: 'National ids, notes and what spreadsheets held of them are sealed with a key of the clinic.',
  up: async (db: Db) => {
    for (const [collection, list] of Object.entries(indexes))
      for (const [keys, options] of list) await db.collection(collection).createIndex(keys, options);
    for (const field of fields) {
      const plain = field.isJson ? { $exists: true, $not: form } : { $type: 'string', $not: form };
      const work = { filter: { [field.path]: plain }, turn: sealing(openCipher) };
      await each(db.collection(field.collection), field, work);
    }
  },
  down: async (db: Db) => {
    for (const field of fields) {
      const work = { filter: { [field.path]: form }, turn: opening(openCipher) };
      await each(db.collection(field.collection), field, work);
    }
  },
});

export const sealedFields = sealedFieldsWith(cipherOfProcess);
