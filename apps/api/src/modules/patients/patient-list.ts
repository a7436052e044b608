import type { listPatients, Page, QueryOf } from '@topsmile/contracts';
import { invalid } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import type { BlindIndex } from './blind-index.ts';
import { fromCursor, type Position, toCursor } from './patient-cursor.rules.ts';
import { type PatientSummaryView, type SummaryDoc, summaryFields } from './patient.mapper.ts';
import { type PatientDoc, patients } from './patient.model.ts';
import { type Search, shortestPhonePart, understand } from './patient-search.rules.ts';

type Query = QueryOf<typeof listPatients>;
type Sort = Query['sort'];
type Row = SummaryDoc & Pick<PatientDoc, 'sortName' | 'createdAt'>;
type Filter = Record<string, unknown>;

const sorts = {
  name: { field: 'sortName', direction: 1 },
  recent: { field: 'createdAt', direction: -1 },
  lastVisit: { field: 'lastVisitAt', direction: -1 },
} as const satisfies Record<Sort, { field: string; direction: 1 | -1 }>;

const sortValueOf = (row: Row, sort: Sort): string | null => {
  if (sort === 'name') return row.sortName;
  const at = sort === 'recent' ? row.createdAt : row.lastVisitAt;
  return at?.toISOString() ?? null;
};

const storedValue = (sort: Sort, value: string): string | Date => {
  if (sort === 'name') return value;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) throw invalid([{ path: 'cursor', message: 'cursor' }]);
  return at;
};

/** The rows after a position. Never-visited patients have no value and come last. */
const after = (sort: Sort, position: Position): Filter => {
  const { field, direction } = sorts[sort];
  const beyond = direction === 1 ? '$gt' : '$lt';
  const id = { _id: { [beyond]: new Types.ObjectId(position.id) } };
  if (position.value === null) return { [field]: null, ...id };
  const value = storedValue(sort, position.value);
  const rest = [{ [field]: { [beyond]: value } }, { [field]: value, ...id }];
  if (sort === 'lastVisit') return { $or: [...rest, { [field]: null }] };
  // The outer bound lets the index start at the position; the inner one parts rows of the same value.
  return { [field]: { [`${beyond}e`]: value }, $or: rest };
};

/** One way in which somebody can match, and the index that serves it. */
type Alternative = { match: Filter; hint: string };

const digitAlternatives = (
  search: Search & { kind: 'digits' },
  hashOf: (cpf: string) => string,
): Alternative[] => [
  ...(search.digits.length < shortestPhonePart
    ? []
    : [{ match: { phoneEndings: new RegExp(`^${search.digits}`) }, hint: 'by_phone_ending' }]),
  ...(search.cpf === undefined ? [] : [{ match: { cpfHash: hashOf(search.cpf) }, hint: 'by_cpf' }]),
  ...(search.recordNumber === undefined
    ? []
    : [{ match: { recordNumber: search.recordNumber }, hint: 'uniq_record_number' }]),
];

// The index takes its bounds from one word: the longest, which narrows most.
const wordAlternatives = ({ words, email }: Search & { kind: 'words' }): Alternative[] => {
  const [first, ...others] = [...words].sort((one, other) => other.source.length - one.source.length);
  const $and = others.map((nameTokens) => ({ nameTokens }));
  const match = { nameTokens: first, ...($and.length === 0 ? {} : { $and }) };
  return [
    ...(first === undefined ? [] : [{ match, hint: 'by_name_token' }]),
    ...(email === undefined ? [] : [{ match: { email }, hint: 'by_email' }]),
  ];
};

const hintInOrder: Record<Sort, string> = {
  name: 'in_name_order',
  recent: 'in_order_of_arrival',
  lastVisit: 'in_order_of_visit',
};

const alternativesOf = (
  search: Search,
  { sort, hashOf }: { sort: Sort; hashOf: (cpf: string) => string },
): Alternative[] => {
  if (search.kind === 'nobody') return [];
  if (search.kind === 'everyone') return [{ match: {}, hint: hintInOrder[sort] }];
  if (search.kind === 'birth') return [{ match: { dateOfBirth: search.day }, hint: 'by_birth' }];
  return search.kind === 'digits' ? digitAlternatives(search, hashOf) : wordAlternatives(search);
};

const statusOf = ({ status }: Query): unknown =>
  status === 'all' ? { $in: ['active', 'inactive'] } : status;

export type Plan = { filter: Filter; hint: string };

/**
 * The finds of a page, one for each way to match. Each names its index: left to itself the planner walks
 * the whole clinic in name order whenever a name is rare, and always below an `$or`.
 */
export const planList = (clinicId: Types.ObjectId, query: Query, blindIndex: BlindIndex): Plan[] => {
  const search = understand(query.search);
  const position = query.cursor === undefined ? undefined : fromCursor(query.cursor);
  if (query.cursor !== undefined && position === undefined)
    throw invalid([{ path: 'cursor', message: 'cursor' }]);
  const following = position === undefined ? {} : after(query.sort, position);
  const hashOf = (cpf: string): string => blindIndex(clinicId, cpf);
  return alternativesOf(search, { sort: query.sort, hashOf }).map(({ match, hint }) => ({
    filter: { clinicId, status: statusOf(query), ...match, ...following },
    hint,
  }));
};

/** One find of a page, apart so that its plan can be looked at. */
export const findRows = ({ filter, hint }: Plan, { sort, limit }: Pick<Query, 'sort' | 'limit'>) => {
  const { field, direction } = sorts[sort];
  return patients().find<Row>(filter, {
    projection: { ...summaryFields, sortName: 1, createdAt: 1 },
    sort: [
      [field, direction],
      ['_id', direction],
    ],
    limit: limit + 1,
    hint,
  });
};

// Bytes, as the database orders strings; ISO instants order alike.
const compareValues = (one: string | null, other: string | null): number =>
  one === null || other === null
    ? Number(one !== null) - Number(other !== null)
    : Buffer.compare(Buffer.from(one), Buffer.from(other));

const inOrder =
  (sort: Sort) =>
  (one: Row, other: Row): number =>
    sorts[sort].direction *
    (compareValues(sortValueOf(one, sort), sortValueOf(other, sort)) ||
      compareValues(one._id.toHexString(), other._id.toHexString()));

/** The first rows of all finds together, each person once, in the order asked for. */
const rowsOf = async (plans: readonly Plan[], query: Query): Promise<Row[]> => {
  const found = await Promise.all(plans.map((plan) => findRows(plan, query).toArray()));
  const rows = found.flat();
  if (plans.length === 1) return rows;
  const each = new Map(rows.map((row) => [row._id.toHexString(), row]));
  return [...each.values()].sort(inOrder(query.sort)).slice(0, query.limit + 1);
};

// Counting is cheap over the index of everyone, and free when the first page holds all.
const totalOf = async (plans: readonly Plan[], query: Query, found: number): Promise<number | undefined> => {
  if (query.cursor !== undefined) return undefined;
  if (found <= query.limit) return found;
  const [plan] = plans;
  return plan?.hint === hintInOrder[query.sort]
    ? patients().countDocuments(plan.filter, { hint: plan.hint })
    : undefined;
};

export const createPatientList = (blindIndex: BlindIndex) => ({
  /** One page of those who match, in a stable order; at most two commands. */
  page: async (
    clinicId: Types.ObjectId,
    query: Query,
    show: (row: SummaryDoc) => PatientSummaryView,
  ): Promise<Page<PatientSummaryView>> => {
    const { limit, sort } = query;
    const plans = planList(clinicId, query, blindIndex);
    const found = await rowsOf(plans, query);
    const rows = found.slice(0, limit);
    const total = await totalOf(plans, query, found.length);
    const last = found.length > limit ? rows.at(-1) : undefined;
    const nextCursor = last && toCursor({ value: sortValueOf(last, sort), id: last._id.toHexString() });
    return {
      items: rows.map(show),
      page: { limit, ...given({ total, nextCursor }) },
    };
  },
});
