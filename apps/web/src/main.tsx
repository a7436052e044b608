import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/figtree/wght.css';
import './ui/styles-entry.ts';
import { App } from './app/App.tsx';
import { initI18n } from './lib/i18n.ts';
import { shareNonce } from './lib/nonce.ts';
import { createQueryClient } from './lib/query.ts';
import { sessionQuery } from './lib/session.ts';

const start = async (root: HTMLElement): Promise<void> => {
  shareNonce();
  const queryClient = createQueryClient();
  // Asked while the words and the page's code are on their way.
  void queryClient.prefetchQuery(sessionQuery);
  await initI18n();
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} />
    </StrictMode>,
  );
};

const root = document.getElementById('root');
if (root !== null) void start(root);
