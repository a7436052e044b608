import { useQuery } from '@tanstack/react-query';
import { type JSX, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { SessionContext } from '../lib/session-context.ts';
import { sessionQuery } from '../lib/session.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { platformPath, signInPath } from './paths.ts';
import { ShellSkeleton } from './ShellSkeleton.tsx';

/** Signed-in people pass; others sign in first and come back to where they were going. */
export const RequireSession = (): JSX.Element => {
  const { t } = useTranslation();
  const location = useLocation();
  const { data, error, refetch, isFetching } = useQuery(sessionQuery);
  if (error !== null && data === undefined)
    return (
      <main>
        <ErrorState
          title={t('shell.sessionFailed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      </main>
    );
  if (data === undefined) return <ShellSkeleton />;
  if (data === null)
    return <Navigate to={signInPath} replace state={{ from: `${location.pathname}${location.search}` }} />;
  // Outside every clinic there is one page alone.
  if (data.platform === 'outside' && location.pathname !== platformPath)
    return <Navigate to={platformPath} replace />;
  return (
    <SessionContext value={data}>
      <Suspense fallback={<ShellSkeleton />}>
        <Outlet />
      </Suspense>
    </SessionContext>
  );
};
