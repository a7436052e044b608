import { Schema } from 'mongoose';
import { beforeAll, describe, expect, test } from 'vitest';
import { connection, Types } from '../mongo.ts';
import { runAsSystem, runInClinic, TenantContextMissing, TenantViolation } from './context.ts';
import { clinicIdField, defineModel, tenancy } from './declare.ts';

const noteSchema = new Schema(
  { clinicId: clinicIdField, text: String },
  { strict: 'throw', versionKey: false },
);
const Note = defineModel('TenancyNote', tenancy('clinic', noteSchema), 'tenancy_notes');

const A = new Types.ObjectId();
const B = new Types.ObjectId();
const inA = <T>(work: () => PromiseLike<T> | T): Promise<T> => runInClinic(A, work);
const inB = <T>(work: () => PromiseLike<T> | T): Promise<T> => runInClinic(B, work);

beforeAll(async () => {
  await inA(() => Note.create([{ text: 'of A' }]));
  await inB(() => Note.create([{ text: 'of B' }]));
});

describe('declaration', () => {
  test('a schema without a declared tenancy does not compile', () => {
    expect(() => defineModel('Undeclared', new Schema({ text: String }), 'undeclared')).toThrow('tenancy');
  });
  test('a tenant schema without clinicId does not compile', () => {
    expect(() =>
      defineModel('Homeless', tenancy('clinic', new Schema({ text: String })), 'homeless'),
    ).toThrow('clinicId');
  });
});

describe('Mongoose queries', () => {
  test('each clinic finds its own rows only, by every kind of query', async () => {
    expect(await inA(() => Note.find().lean())).toMatchObject([{ text: 'of A' }]);
    expect(await inA(() => Note.countDocuments({}))).toBe(1);
    expect(await inA(() => Note.distinct('text'))).toEqual(['of A']);
    expect(await inA(() => Note.aggregate([{ $project: { text: 1 } }]))).toMatchObject([{ text: 'of A' }]);
    expect(await inA(() => Note.updateMany({ text: 'of B' }, { $set: { text: 'stolen' } }))).toMatchObject({
      matchedCount: 0,
    });
    expect(await inA(() => Note.deleteMany({ text: 'of B' }))).toMatchObject({ deletedCount: 0 });
  });

  test('a query built in A and awaited in B throws', async () => {
    const { lazy } = await inA(() => ({ lazy: Note.find() }));
    await expect(inB(() => lazy.exec())).rejects.toThrow(TenantViolation);
    const { built } = await inA(() => ({ built: Note.aggregate([]) }));
    await expect(inB(() => built.exec())).rejects.toThrow(TenantViolation);
  });

  test('a lazy query returned unexecuted from a context still runs in that context', async () => {
    expect(await inA(() => Note.find().lean())).toHaveLength(1);
  });

  test('without a context nothing runs', async () => {
    await expect(Note.find().exec()).rejects.toThrow(TenantContextMissing);
    await expect(Note.create([{ clinicId: A, text: 'x' }])).rejects.toThrow(TenantContextMissing);
  });

  test('a document built in A cannot be saved in B, nor moved to B', async () => {
    const document = await inA(() => Promise.resolve(new Note({ text: 'wanderer' })));
    await expect(inB(() => document.save())).rejects.toThrow(TenantViolation);
    const stored = await inA(() => Note.findOne({ text: 'of A' }));
    await expect(inB(async () => stored?.set('text', 'moved').save())).rejects.toThrow('No document found');
    expect(await inA(() => Note.countDocuments({ text: 'of A' }))).toBe(1);
  });
});

describe('the driver below', () => {
  const raw = () => connection().collection('tenancy_notes');

  test.each<[string, () => unknown]>([
    ['find without a clinic', () => raw().find({}).toArray()],
    ['find of another clinic', () => raw().find({ clinicId: B }).toArray()],
    ['insert for another clinic', () => raw().insertOne({ clinicId: B })],
    ['insert without a clinic', () => raw().insertMany([{ text: 'x' }])],
    ['replace into another clinic', () => raw().replaceOne({ clinicId: A }, { clinicId: B })],
    ['$set of clinicId', () => raw().updateOne({ clinicId: A }, { $set: { clinicId: B } })],
    ['$rename into clinicId', () => raw().updateOne({ clinicId: A }, { $rename: { text: 'clinicId' } })],
    ['pipeline update of clinicId', () => raw().updateOne({ clinicId: A }, [{ $set: { clinicId: B } }])],
    ['$where', () => raw().find({ clinicId: A, $where: 'true' }).toArray()],
    [
      'a pipeline that starts elsewhere',
      () =>
        raw()
          .aggregate([{ $project: { text: 1 } }])
          .toArray(),
    ],
    [
      '$lookup without its own match',
      () =>
        raw()
          .aggregate([
            { $match: { clinicId: A } },
            { $lookup: { from: 'tenancy_notes', localField: 'text', foreignField: 'text', as: 'all' } },
          ])
          .toArray(),
    ],
    [
      '$unionWith inside a facet',
      () =>
        raw()
          .aggregate([{ $match: { clinicId: A } }, { $facet: { x: [{ $unionWith: 'tenancy_notes' }] } }])
          .toArray(),
    ],
    [
      '$out',
      () =>
        raw()
          .aggregate([{ $match: { clinicId: A } }, { $out: 'elsewhere' }])
          .toArray(),
    ],
    [
      'a bulk write with one foreign item',
      () =>
        raw().bulkWrite([
          { updateOne: { filter: { clinicId: A }, update: { $set: { text: 'y' } } } },
          { deleteOne: { filter: { clinicId: B } } },
        ]),
    ],
    ['watch', () => raw().watch()],
    ['drop', () => raw().drop()],
    ['estimatedDocumentCount', () => raw().estimatedDocumentCount()],
    [
      'the client behind the connection',
      () => connection().getClient().db(connection().name).collection('tenancy_notes').find({}).toArray(),
    ],
  ])('%s is refused', async (_what, command) => {
    await expect(inA(async () => command())).rejects.toThrow(TenantViolation);
  });

  test('many documents of the clinic pass in one command, and the bulk builder stays reserved', async () => {
    const made = await inA(() =>
      raw().insertMany([
        { clinicId: A, text: 'one' },
        { clinicId: A, text: 'two' },
      ]),
    );
    expect(made.insertedCount).toBe(2);
    await inA(() => raw().bulkWrite([{ deleteMany: { filter: { clinicId: A, text: 'one' } } }]));
    expect(await inA(() => raw().countDocuments({ clinicId: A, text: 'one' }))).toBe(0);
    await inA(() => raw().deleteMany({ clinicId: A, text: 'two' }));
    await expect(inA(async () => raw().initializeOrderedBulkOp())).rejects.toThrow(TenantViolation);
  });

  test('a join that repeats the match of the clinic passes', async () => {
    const rows = await inA(() =>
      raw()
        .aggregate([
          { $match: { clinicId: A } },
          { $lookup: { from: 'tenancy_notes', pipeline: [{ $match: { clinicId: A } }], as: 'own' } },
        ])
        .toArray(),
    );
    expect(rows[0]?.['own']).toHaveLength(1);
  });

  test('system work passes and is marked, so that the witness can tell it apart', async () => {
    expect(await runAsSystem('tenancy-test', () => raw().countDocuments({}))).toBe(2);
  });
});
