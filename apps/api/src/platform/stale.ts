import mongoose, { type ClientSession, type Types } from 'mongoose';
import type { Actor } from './actor.ts';
import { isInCall, noteChange } from './audit/audit-call.ts';
import { AppError, notFound } from './errors.ts';

const change = new mongoose.Schema(
  {
    rev: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    fields: { type: [String], required: true },
  },
  { _id: false },
);

/** Fields of every schema whose records carry `rev`: the number an edit must name, and who changed what last. */
export const revisionFields = {
  rev: { type: Number, required: true, default: 0 },
  changes: { type: [change], required: true, default: [] },
} as const;

type Change = { rev: number; at: Date; by: string; fields: string[] };
export type Revised = { rev: number; updatedAt: Date; changes?: readonly Change[] };

const rememberedChanges = 20;
const currentFields = { rev: 1, updatedAt: 1, changes: 1 } as const;
const withoutChanges = { projection: { changes: 0 }, returnDocument: 'after' } as const;

/** Answers 409 and says what the record looks like now: its number, who changed it and which fields. */
export const stale = (current: Revised, rev: number): AppError => {
  const since = (current.changes ?? []).filter((one) => one.rev > rev);
  const last = since.at(-1);
  return new AppError('stale', 'Somebody else changed this in the meantime.', {
    details: {
      current: {
        rev: current.rev,
        changedAt: (last?.at ?? current.updatedAt).toISOString(),
        ...(last === undefined ? {} : { changedBy: last.by }),
        fields: [...new Set(since.flatMap((one) => one.fields))],
      },
    },
  });
};

export type Edit = {
  actor: Pick<Actor, 'displayName'>;
  at: Date;
  /** The number the editor saw. */
  rev: number;
  /** `undefined` leaves a field as it is, `null` removes it. */
  values: Readonly<Record<string, unknown>>;
  /** Fields worked out from `values`; written, but not told as changed. */
  derived?: Readonly<Record<string, unknown>>;
  session?: ClientSession;
};

type Fields = [string, unknown][];
const named = (values: object): Fields => Object.entries(values).filter(([, value]) => value !== undefined);

const updateOf = ({ actor, at, rev, values, derived = {} }: Edit) => {
  const written = named({ ...values, ...derived });
  const cleared = written.filter(([, value]) => value === null);
  const fields = named(values).map(([field]) => field);
  const entry: Change = { rev: rev + 1, at, by: actor.displayName, fields };
  return {
    $set: { ...Object.fromEntries(written.filter(([, value]) => value !== null)), updatedAt: at },
    ...(cleared.length === 0 ? {} : { $unset: Object.fromEntries(cleared.map(([field]) => [field, 1])) }),
    $inc: { rev: 1 },
    $push: { changes: { $each: [entry], $slice: -rememberedChanges } },
  };
};

type Store = { collection: mongoose.Collection };
type Identity = { _id: Types.ObjectId; clinicId?: Types.ObjectId };

// The record at the number that the editor saw: if the edit goes through, this is what it replaced.
const valuesBefore = async (
  { collection }: Store,
  identity: Identity,
  { rev, values, session }: Edit,
): Promise<Record<string, unknown>> => {
  const projection = Object.fromEntries(named(values).map(([field]) => [field, 1]));
  const seen = await collection.findOne(
    { ...identity, rev },
    { projection, ...(session === undefined ? {} : { session }) },
  );
  return seen ?? {};
};

const at = (record: Record<string, unknown>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined | null)?.[key], record);

const noteChanges = (before: Record<string, unknown>, { values }: Edit): void => {
  for (const [field, value] of named(values)) {
    const was = at(before, field);
    if (JSON.stringify(was) !== JSON.stringify(value)) noteChange(field, was, value ?? undefined);
  }
};

/**
 * Changes a record unless somebody else has since the editor saw it: then 409 `stale`, or
 * 404 when it is not there. Values go to the store as they are: ids must be ObjectIds already.
 */
export const editRecord = async <Doc>(model: Store, identity: Identity, edit: Edit): Promise<Doc> => {
  const { collection } = model;
  const inSession = edit.session === undefined ? {} : { session: edit.session };
  const before = isInCall() ? await valuesBefore(model, identity, edit) : undefined;
  const changed = await collection.findOneAndUpdate(
    { ...identity, rev: edit.rev },
    updateOf(edit) as Record<string, object>,
    { ...withoutChanges, ...inSession },
  );
  if (changed !== null) {
    if (before !== undefined) noteChanges(before, edit);
    return changed as Doc;
  }
  const current = await collection.findOne(identity, { projection: currentFields, ...inSession });
  if (current === null) throw notFound();
  throw stale(current as unknown as Revised, edit.rev);
};

/** Names one state of a record: any change of it gives another stamp. */
export const stampOf = (record: { _id: Types.ObjectId; rev?: number; updatedAt?: Date }): string =>
  `${record._id.toHexString()}:${record.rev ?? 0}:${record.updatedAt?.getTime() ?? 0}`;
