import type { Session } from '@topsmile/contracts';
import { QueryClient } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { Providers } from '../app/Providers.tsx';
import { Router } from '../app/Router.tsx';
import { type AppRoute, routes as allRoutes } from '../app/routes.tsx';
import { SessionContext } from '../lib/session-context.ts';
import { sessionQuery } from '../lib/session.ts';
import { Toasts } from '../ui/Toasts.tsx';

const testClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 60_000 }, mutations: { retry: false } },
  });

type Rendered = RenderResult & { user: UserEvent; queryClient: QueryClient };
type Common = { session?: Session | null; queryClient?: QueryClient };

const withClient = ({ session, queryClient = testClient() }: Common): QueryClient => {
  if (session !== undefined) queryClient.setQueryData(sessionQuery.queryKey, session);
  return queryClient;
};

/** A component inside everything a page stands on, with notices visible. */
export const renderUi = (
  ui: ReactNode,
  { path = '/', ...common }: Common & { path?: string } = {},
): Rendered => {
  const queryClient = withClient(common);
  const result = render(
    <Providers queryClient={queryClient} env="test">
      <MemoryRouter initialEntries={[path]}>
        <SessionContext value={common.session ?? undefined}>{ui}</SessionContext>
        <Toasts />
      </MemoryRouter>
    </Providers>,
  );
  return { ...result, user: userEvent.setup(), queryClient };
};

/** The application at an address, for a person (null: nobody is signed in). */
export const renderApp = (
  path: string,
  { routes = allRoutes, ...common }: Common & { routes?: readonly AppRoute[] } = {},
): Rendered => {
  const queryClient = withClient(common);
  const result = render(
    <Providers queryClient={queryClient} env="test">
      <MemoryRouter initialEntries={[path]}>
        <Router routes={routes} />
      </MemoryRouter>
    </Providers>,
  );
  return { ...result, user: userEvent.setup(), queryClient };
};
