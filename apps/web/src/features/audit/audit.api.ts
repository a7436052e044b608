import {
  type AuditEntry,
  type AuditFilters,
  exportAuditEntries,
  getAuditVerification,
  listAuditEntries,
} from '@topsmile/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, callPage, download } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export type Filter = {
  action?: string | undefined;
  resource?: string | undefined;
  only?: AuditFilters['only'];
};

const firstPage = (): string | undefined => undefined;

export const auditQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys.audit, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callPage(listAuditEntries, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ page }) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const verificationQuery = queryOptions({
  queryKey: [...queryKeys.audit, 'verification'],
  queryFn: ({ signal }) => call(getAuditVerification, { signal }),
});

export const exportAudit = (filter: Filter): Promise<void> =>
  download(exportAuditEntries, 'audit.csv', { query: filter });

/** Rows of one person doing one thing, close together, told as one. */
export type Fold = { first: AuditEntry; count: number; entries: AuditEntry[] };

const foldMs = 300_000;

const belongs = ({ first, entries }: Fold, next: AuditEntry): boolean => {
  const last = entries.at(-1) ?? first;
  return (
    first.actor.id === next.actor.id &&
    first.action === next.action &&
    first.resource === next.resource &&
    first.status === next.status &&
    !isAlarming(first) &&
    Math.abs(Date.parse(last.at) - Date.parse(next.at)) <= foldMs
  );
};

/** What an owner should look at: refusals, emergencies, the platform inside the clinic. */
export const isAlarming = ({ action, entryReason }: AuditEntry): boolean =>
  action === 'refused' || action === 'failed_login' || action === 'break_glass' || entryReason !== undefined;

export const folded = (entries: readonly AuditEntry[]): Fold[] =>
  entries.reduce<Fold[]>((folds, entry) => {
    const last = folds.at(-1);
    if (last === undefined || !belongs(last, entry))
      return [...folds, { first: entry, count: 1, entries: [entry] }];
    last.entries.push(entry);
    last.count += 1;
    return folds;
  }, []);
