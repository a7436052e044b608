import type { listPatients, Page, QueryOf } from '@topsmile/contracts';
import { invalid } from '../../platform/errors.ts';
import { trusted, Types } from '../../platform/mongo.ts';
import type { BlindIndex } from './blind-index.ts';
import { fromCursor, type Position, toCursor } from './patient-cursor.rules.ts';
import { type PatientSummaryView, type SummaryDoc, summaryFields, toSummary } from './patient.mapper.ts';
import { type PatientDoc, PatientModel } from './patient.model.ts';
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

const digitFilters = (search: Search & { kind: 'digits' }, hashOf: (cpf: string) => string): Filter[] => [
  ...(search.digits.length < shortestPhonePart ? [] : [{ phoneEndings: new RegExp(`^${search.digits}`) }]),
  ...(search.cpf === undefined ? [] : [{ cpfHash: hashOf(search.cpf) }]),
  ...(search.recordNumber === undefined ? [] : [{ recordNumber: search.recordNumber }]),
];

// The longest word narrows most; the index takes its bounds from the first.
const wordFilters = ({ words, email }: Search & { kind: 'words' }): Filter[] => {
  const [first, ...others] = [...words].sort((one, other) => other.source.length - one.source.length);
  const named =
    first === undefined ? [] : [{ nameTokens: first, $and: others.map((nameTokens) => ({ nameTokens })) }];
  const written = email === undefined ? [] : [{ email }];
  return [...named.map(({ $and, ...rest }) => ($and.length === 0 ? rest : { ...rest, $and })), ...written];
};

const alternativesOf = (search: Search, hashOf: (cpf: string) => string): Filter[] => {
  if (search.kind === 'birth') return [{ dateOfBirth: search.day }];
  if (search.kind === 'digits') return digitFilters(search, hashOf);
  return search.kind === 'words' ? wordFilters(search) : [];
};

const statusOf = ({ status }: Query): unknown =>
  status === 'all' ? { $in: ['active', 'inactive'] } : status;

type Plan = { filter: Filter; hint: string | undefined };

// Hints keep the planner from walking the whole clinic in name order when a name is rare.
const hintFor = (search: Search, alternatives: readonly Filter[]): string | undefined =>
  search.kind === 'words' && search.email === undefined && alternatives.length === 1
    ? 'by_name_token'
    : undefined;

/** The filter of a page, each of its alternatives under an index; undefined when nobody can match. */
export const planList = (
  clinicId: Types.ObjectId,
  query: Query,
  blindIndex: BlindIndex,
): Plan | undefined => {
  const search = understand(query.search);
  const position = query.cursor === undefined ? undefined : fromCursor(query.cursor);
  if (query.cursor !== undefined && position === undefined)
    throw invalid([{ path: 'cursor', message: 'cursor' }]);
  const base: Filter = { clinicId, status: statusOf(query) };
  const following = position === undefined ? [] : [after(query.sort, position)];
  if (search.kind === 'everyone') return { filter: { ...base, ...following[0] }, hint: undefined };
  const alternatives = alternativesOf(search, (cpf) => blindIndex(clinicId, cpf));
  if (alternatives.length === 0) return undefined;
  const [only] = alternatives;
  const matching =
    alternatives.length === 1
      ? { ...base, ...only }
      : { clinicId, $or: alternatives.map((one) => ({ ...base, ...one })) };
  const filter = following.length === 0 ? matching : { $and: [matching, ...following], clinicId };
  return { filter, hint: hintFor(search, alternatives) };
};

/** The query itself, apart so that its plan can be looked at. */
export const findPage = ({ filter, hint }: Plan, { sort, limit }: Pick<Query, 'sort' | 'limit'>) => {
  const { field, direction } = sorts[sort];
  return PatientModel.collection.find(filter, {
    projection: { ...summaryFields, sortName: 1, createdAt: 1 },
    sort: [
      [field, direction],
      ['_id', direction],
    ],
    limit: limit + 1,
    ...(hint === undefined ? {} : { hint }),
  });
};

// Counting is cheap over the index of everyone, and free when the first page holds all.
const totalOf = async (plan: Plan, query: Query, shown: number): Promise<number | undefined> => {
  if (query.cursor !== undefined) return undefined;
  if (shown <= query.limit) return shown;
  return understand(query.search).kind === 'everyone'
    ? PatientModel.collection.countDocuments(plan.filter)
    : undefined;
};

export const createPatientList = (blindIndex: BlindIndex) => ({
  /** One page of those who match, in a stable order; at most two commands. */
  page: async (clinicId: Types.ObjectId, query: Query, today: string): Promise<Page<PatientSummaryView>> => {
    const { limit, sort } = query;
    const plan = planList(clinicId, query, blindIndex);
    if (plan === undefined) return { items: [], page: { limit, total: 0 } };
    const found = (await findPage(plan, query).toArray()) as unknown as Row[];
    const rows = found.slice(0, limit);
    const total = await totalOf(plan, query, found.length);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => toSummary(row, today)),
      page: {
        limit,
        ...(total === undefined ? {} : { total }),
        ...(last === undefined
          ? {}
          : { nextCursor: toCursor({ value: sortValueOf(last, sort), id: last._id.toHexString() }) }),
      },
    };
  },
});
