import {
  applyImport,
  checkImport,
  getImport,
  type ImportField,
  type ImportReport,
  listImports,
  remapImport,
  undoImport,
} from '@topsmile/contracts';
import {
  queryOptions,
  skipToken,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const importsKey = [...queryKeys.patients, 'imports'] as const;

export const importsQuery = queryOptions({
  queryKey: [...importsKey, 'all'],
  queryFn: ({ signal }) => call(listImports, { signal }),
});

export const importQuery = (importId: string | undefined) =>
  queryOptions<ImportReport>({
    queryKey: [...importsKey, 'one', importId],
    queryFn:
      importId === undefined ? skipToken : ({ signal }) => call(getImport, { params: { importId }, signal }),
  });

const useReportMutation = <Input>(
  act: (input: Input) => Promise<ImportReport>,
): UseMutationResult<ImportReport, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (report) => {
      cache.setQueryData(importQuery(report.id).queryKey, report);
      return cache.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });
};

export const useCheckImport = (): UseMutationResult<ImportReport, Error, File> =>
  useReportMutation((file) => call(checkImport, { file }));

type Remap = { importId: string; columns: ImportField[] };
export const useRemapImport = (): UseMutationResult<ImportReport, Error, Remap> =>
  useReportMutation(({ importId, columns }) =>
    call(remapImport, { params: { importId }, body: { columns } }),
  );

/** Writes the accepted rows; the API goes on where a broken attempt stopped, so it can be repeated. */
export const useApplyImport = (): UseMutationResult<ImportReport, Error, string> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (importId: string) => call(applyImport, { params: { importId } }),
    onSuccess: (report) => cache.setQueryData(importQuery(report.id).queryKey, report),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.patients }),
  });
};

type Undone = { report: ImportReport; removed: number; kept: number };
export const useUndoImport = (): UseMutationResult<Undone, Error, string> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (importId: string) => call(undoImport, { params: { importId } }),
    onSuccess: ({ report }) => cache.setQueryData(importQuery(report.id).queryKey, report),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.patients }),
  });
};
