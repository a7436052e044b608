import type { Types } from 'mongoose';
import { TenantViolation } from './context.ts';

/** Pure checks of what reaches the driver: does this filter, document, update or pipeline stay in the clinic? */

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;

const isClinic = (value: unknown, clinicId: Types.ObjectId): boolean => {
  const plain = isBag(value) && '$eq' in value ? value['$eq'] : value;
  return (
    isBag(plain) &&
    typeof plain['toHexString'] === 'function' &&
    clinicId.equals(plain as unknown as Types.ObjectId)
  );
};

const refuse = (what: string): never => {
  throw new TenantViolation(`Refused by the tenancy guard: ${what}`);
};

// Server-side JavaScript can read anything; nothing of ours needs it.
const forbiddenOperators = new Set(['$where', '$function', '$accumulator']);

const assertNoCode = (value: unknown): void => {
  if (Array.isArray(value)) {
    value.forEach(assertNoCode);
    return;
  }
  if (!isBag(value) || typeof value['toHexString'] === 'function' || value instanceof Date) return;
  for (const [key, inner] of Object.entries(value)) {
    if (forbiddenOperators.has(key)) refuse(key);
    assertNoCode(inner);
  }
};

export const assertFilter = (filter: unknown, clinicId: Types.ObjectId): void => {
  if (!isBag(filter) || !isClinic(filter['clinicId'], clinicId)) refuse('a filter without this clinic');
  assertNoCode(filter);
};

export const assertDocument = (document: unknown, clinicId: Types.ObjectId): void => {
  if (!isBag(document) || !isClinic(document['clinicId'], clinicId)) refuse('a document without this clinic');
};

const mentionsClinic = (value: unknown): boolean =>
  isBag(value) &&
  Object.entries(value).some(
    ([key, target]) => key === 'clinicId' || target === 'clinicId' || target === '$clinicId',
  );

/** `$set` of the same clinic passes (upserts write it); every form that could change it is refused. */
export const assertUpdate = (update: unknown, clinicId: Types.ObjectId): void => {
  if (Array.isArray(update)) {
    if (update.some((stage) => isBag(stage) && Object.values(stage).some(mentionsClinic)))
      refuse('a pipeline update of clinicId');
    return;
  }
  if (!isBag(update)) return;
  for (const [operator, fields] of Object.entries(update)) {
    if (!isBag(fields) || !mentionsClinic(fields)) continue;
    const isSame =
      (operator === '$set' || operator === '$setOnInsert') && isClinic(fields['clinicId'], clinicId);
    if (!isSame) refuse(`${operator} of clinicId`);
  }
};

const joins = ['$lookup', '$unionWith', '$graphLookup'] as const;
const writers = ['$out', '$merge'] as const;

const assertStage = (stage: unknown, clinicId: Types.ObjectId): void => {
  if (!isBag(stage)) return;
  for (const writer of writers) if (writer in stage) refuse(writer);
  for (const join of joins) if (join in stage) assertJoin(stage[join], clinicId);
  const facet = stage['$facet'];
  if (isBag(facet)) for (const inner of Object.values(facet)) assertStages(inner, clinicId);
};

const assertStages = (pipeline: unknown, clinicId: Types.ObjectId): void => {
  if (Array.isArray(pipeline)) for (const stage of pipeline) assertStage(stage, clinicId);
};

const assertJoin = (join: unknown, clinicId: Types.ObjectId): void => {
  if (!isBag(join) || join['pipeline'] === undefined) refuse('a join without its own clinic match');
  else assertPipeline(join['pipeline'], clinicId);
};

/** The first stage must match this clinic; joined collections must repeat the match; nothing is written. */
export const assertPipeline = (pipeline: unknown, clinicId: Types.ObjectId): void => {
  const first: unknown = Array.isArray(pipeline) ? pipeline[0] : undefined;
  const match = isBag(first) ? first['$match'] : undefined;
  if (!isBag(match) || !isClinic(match['clinicId'], clinicId))
    refuse('a pipeline that does not start in this clinic');
  assertNoCode(pipeline);
  assertStages(pipeline, clinicId);
};

const assertBulkItem = (item: unknown, clinicId: Types.ObjectId): void => {
  if (!isBag(item)) return refuse('a bulk item of unknown form');
  const [kind, body] = Object.entries(item)[0] ?? [];
  if (!isBag(body)) return refuse('a bulk item of unknown form');
  if (kind === 'insertOne') return assertDocument(body['document'] ?? body, clinicId);
  assertFilter(body['filter'], clinicId);
  if (kind === 'replaceOne') return assertDocument(body['replacement'], clinicId);
  assertUpdate(body['update'], clinicId);
};

export const assertBulk = (items: unknown, clinicId: Types.ObjectId): void => {
  if (Array.isArray(items)) for (const item of items) assertBulkItem(item, clinicId);
};
