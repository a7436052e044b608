import { type ComponentType, type JSX, lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { useCan } from '../lib/session.ts';
import { PageSkeleton } from '../ui/Skeletons.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { RequireSession } from './RequireSession.tsx';
import { RouteBoundary } from './RouteBoundary.tsx';
import { landingPath } from './paths.ts';
import type { AppRoute } from './routes.tsx';
import { UnauthorizedPage } from './UnauthorizedPage.tsx';

const StaffLayout = lazy(async () => ({ default: (await import('./StaffLayout.tsx')).StaffLayout }));

const pageOf = (route: AppRoute): ComponentType => lazy(async () => ({ default: await route.load() }));

const WithPermission = ({ route, page: Page }: { route: AppRoute; page: ComponentType }): JSX.Element => {
  const isAllowed = useCan(route.permission ?? 'appointments:read');
  return route.permission === undefined || isAllowed ? <Page /> : <UnauthorizedPage />;
};

const Shown = ({ route, page }: { route: AppRoute; page: ComponentType }): JSX.Element => {
  const { t } = useTranslation();
  return (
    <RouteBoundary key={route.path}>
      <Suspense fallback={<PageSkeleton label={t('loading')} />}>
        <WithPermission route={route} page={page} />
      </Suspense>
    </RouteBoundary>
  );
};

type Listed = { route: AppRoute; page: ComponentType };

const listed = (entries: readonly Listed[], layout: AppRoute['layout']): JSX.Element[] =>
  entries
    .filter(({ route }) => route.layout === layout)
    .map(({ route, page }) => (
      <Route key={route.path} path={route.path} element={<Shown route={route} page={page} />} />
    ));

export const Router = ({ routes }: { routes: readonly AppRoute[] }): JSX.Element => {
  const entries = useMemo(() => routes.map((route) => ({ route, page: pageOf(route) })), [routes]);
  return (
    <Routes>
      {listed(entries, 'public')}
      <Route element={<RequireSession />}>
        {listed(entries, 'bare')}
        <Route element={<StaffLayout routes={routes} />}>
          <Route index element={<Navigate to={landingPath} replace />} />
          {listed(entries, 'staff')}
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Route>
    </Routes>
  );
};
