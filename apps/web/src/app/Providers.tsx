import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type JSX, type ReactNode, Suspense } from 'react';
import { useSessionEnd } from '../lib/use-keep-session.ts';
import { styleNonce } from '../lib/nonce.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { cssVariablesResolver, theme } from '../ui/theme.ts';

// The same key that scheme.js reads before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: 'topsmile.scheme' });

const SessionEnd = ({ children }: { children: ReactNode }): ReactNode => {
  useSessionEnd();
  return children;
};

type Props = { queryClient: QueryClient; env?: 'default' | 'test'; children: ReactNode };

/** What every page stands on. The live regions stay whatever is shown. */
export const Providers = ({ queryClient, env = 'default', children }: Props): JSX.Element => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    colorSchemeManager={colorSchemeManager}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
    env={env}
  >
    <QueryClientProvider client={queryClient}>
      <SessionEnd>
        <Suspense fallback={null}>{children}</Suspense>
      </SessionEnd>
      <Announcer />
    </QueryClientProvider>
  </MantineProvider>
);
