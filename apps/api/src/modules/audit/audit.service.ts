import type {
  AuditEntry,
  AuditFilters,
  AuditVerification,
  listAuditEntries,
  Page,
  QueryOf,
  ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { ChainedRow } from '../../platform/audit/audit.types.ts';
import { auditHeads, auditLog } from '../../platform/audit/audit-reading.ts';
import { csvOf } from '../../platform/csv.ts';
import { given } from '../../platform/given.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { FileReply } from '../../platform/http/route.ts';
import type { Filter, Types } from '../../platform/mongo.ts';
import { toEntry } from './audit.mapper.ts';

type Deps = {
  /** The names behind ids, in one look. */
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  deviceOf: (userAgent: string) => string;
};
type Query = QueryOf<typeof listAuditEntries>;
type Paging = Pick<Query, 'limit' | 'cursor'>;
type Entries = Page<ViewOf<typeof AuditEntry>>;

const mostExported = 10_000;

const dateOf = (instant: string | undefined): Date | undefined =>
  instant === undefined ? undefined : new Date(instant);

const filterOf = (
  clinicId: Types.ObjectId,
  { userId, action, resource, resourceId, from, to, only }: AuditFilters,
): Filter<ChainedRow> => ({
  clinicId,
  ...given({ actorId: userId, action, resource, resourceId }),
  ...(from === undefined && to === undefined ? {} : { at: given({ $gte: dateOf(from), $lt: dateOf(to) }) }),
  ...(only === 'refused' ? { action: { $in: ['refused', 'failed_login'] } } : {}),
  ...(only === 'emergency' ? { action: 'break_glass' } : {}),
});

const seqOf = (cursor: string): number => {
  const seq = Number(cursor);
  if (!Number.isSafeInteger(seq) || seq < 1) throw invalid([{ path: 'cursor', message: 'cursor' }]);
  return seq;
};

const columns = [
  'seq',
  'at',
  'person',
  'role',
  'action',
  'resource',
  'record',
  'route',
  'status',
  'address',
  'device',
  'reason',
  'changes',
];

/** Rows with the names of who acts in them, a page at a time. */
const createPaging = ({ namesOf, deviceOf }: Deps) => {
  const entriesOf = async (rows: readonly ChainedRow[]) => {
    const ids = new Set(rows.map(({ actorId }) => actorId).filter((id) => id !== undefined));
    const names = await namesOf([...ids]);
    return rows.map((row) => toEntry(row, names, deviceOf));
  };

  const page = async (filter: Filter<ChainedRow>, { limit, cursor }: Paging): Promise<Entries> => {
    const older = cursor === undefined ? {} : { seq: { $lt: seqOf(cursor) } };
    const found = await auditLog()
      .find({ ...filter, ...older }, { sort: { seq: -1 }, limit: limit + 1 })
      .toArray();
    const rows = found.slice(0, limit);
    const nextCursor = found.length > limit ? String(rows.at(-1)?.seq) : undefined;
    return { items: await entriesOf(rows), page: { limit, ...given({ nextCursor }) } };
  };

  // Who or what has left no row in this clinic is nobody and nothing here.
  const known = async (filter: Filter<ChainedRow>, query: Paging): Promise<Entries> => {
    const found = await page(filter, query);
    if (found.items.length === 0 && query.cursor === undefined) throw notFound();
    return found;
  };

  return { entriesOf, page, known };
};

export const createAuditService = (deps: Deps) => {
  const { entriesOf, page, known } = createPaging(deps);

  return {
    /** Newest first; two commands. */
    list: ({ clinicId }: Actor, query: Query): Promise<Entries> => page(filterOf(clinicId, query), query),
    ofUser: ({ clinicId }: Actor, userId: string, query: Paging): Promise<Entries> =>
      known({ clinicId, actorId: userId }, query),
    ofRecord: (
      { clinicId }: Actor,
      { resource, resourceId }: { resource: string; resourceId: string },
      query: Paging,
    ): Promise<Entries> => known({ clinicId, resource, resourceId }, query),

    verification: async ({ clinicId }: Actor): Promise<ViewOf<typeof AuditVerification>> => {
      const head = await auditHeads().findOne({ _id: clinicId, clinicId });
      return {
        verifiedSeq: head?.verifiedSeq ?? 0,
        lastSeq: head?.seq ?? 0,
        ...given({ verifiedAt: head?.verifiedAt?.toISOString(), fault: head?.fault }),
      };
    },

    exported: async ({ clinicId }: Actor, filters: AuditFilters): Promise<FileReply> => {
      const rows = await auditLog()
        .find(filterOf(clinicId, filters), { sort: { seq: -1 }, limit: mostExported })
        .toArray();
      const lines = (await entriesOf(rows)).map((entry) => [
        entry.seq,
        entry.at,
        entry.actor.name ?? entry.actor.id ?? entry.actor.kind,
        entry.actor.role,
        entry.action,
        entry.resource,
        entry.resourceId,
        `${entry.method} ${entry.route}`,
        entry.status,
        entry.address,
        entry.device,
        entry.reason ?? entry.entryReason,
        entry.changes.map(({ field }) => field).join(' '),
      ]);
      return new FileReply(csvOf(columns, lines), 'text/csv; charset=utf-8', 'audit.csv');
    },
  };
};
export type AuditService = ReturnType<typeof createAuditService>;
