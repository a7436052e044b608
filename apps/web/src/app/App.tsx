import type { QueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { BrowserRouter } from 'react-router';
import { Providers } from './Providers.tsx';
import { Router } from './Router.tsx';
import { routes } from './routes.tsx';

export const App = ({ queryClient }: { queryClient: QueryClient }): JSX.Element => (
  <Providers queryClient={queryClient}>
    <BrowserRouter>
      <Router routes={routes} />
    </BrowserRouter>
  </Providers>
);
