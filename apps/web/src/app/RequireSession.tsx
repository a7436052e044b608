import { useQuery } from '@tanstack/react-query';
import type { Duty } from '@topsmile/contracts';
import { type JSX, lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { SessionContext } from '../lib/session-context.ts';
import { sessionQuery } from '../lib/session.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { startStepUp, useStepUp } from '../lib/step-up.ts';
import { factorDutyPath, passwordDutyPath, platformPath, signInPath } from './paths.ts';
import { ShellSkeleton } from './ShellSkeleton.tsx';

const StepUpDialog = lazy(async () => ({
  default: (await import('../features/account/StepUpDialog.tsx')).StepUpDialog,
}));

/** Steps that ask for a fresh proof of who is there open the dialog, wherever they are. */
const StepUp = (): JSX.Element | null => {
  useEffect(startStepUp, []);
  return useStepUp(({ isOpen }) => isOpen) ? (
    <Suspense fallback={null}>
      <StepUpDialog />
    </Suspense>
  ) : null;
};

const dutyPaths: Record<Duty, string> = {
  'second-factor': factorDutyPath,
  'new-password': passwordDutyPath,
};

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
  if (data.duty !== undefined && location.pathname !== dutyPaths[data.duty])
    return <Navigate to={dutyPaths[data.duty]} replace />;
  // Outside every clinic there is one page alone.
  if (data.platform === 'outside' && location.pathname !== platformPath)
    return <Navigate to={platformPath} replace />;
  return (
    <SessionContext value={data}>
      <Suspense fallback={<ShellSkeleton />}>
        <Outlet />
      </Suspense>
      <StepUp />
    </SessionContext>
  );
};
