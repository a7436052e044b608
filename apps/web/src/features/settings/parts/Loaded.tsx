import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FormSkeleton, RowsSkeleton } from '../../../ui/Skeletons.tsx';

type Props<Data> = {
  query: UseQueryResult<Data>;
  /** "Buscando as cadeiras…" */
  loading: string;
  /** "As cadeiras não carregaram." */
  failed: string;
  isForm?: boolean;
  children: (data: Data) => ReactNode;
};

/** What was read, or the shape of what is on its way, or why it did not come. */
export const Loaded = <Data,>({
  query,
  loading,
  failed,
  isForm = false,
  children,
}: Props<Data>): JSX.Element => {
  const { data, error, refetch, isFetching } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error !== null)
    return <ErrorState title={failed} error={error} onRetry={() => void refetch()} isRetrying={isFetching} />;
  return isForm ? <FormSkeleton label={loading} /> : <RowsSkeleton label={loading} />;
};
