import { type JSX, lazy, Suspense, useEffect, useState } from 'react';
import type { AppRoute } from '../routes.tsx';

const SearchDialog = lazy(async () => ({ default: (await import('./SearchDialog.tsx')).SearchDialog }));

/** Ctrl-K, wherever the focus is; the browser's own use of it stays with the address bar. */
export const useSearchShortcut = (open: () => void): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [open]);
};

type Props = { isOpen: boolean; onClose: () => void; routes: readonly AppRoute[] };

/** Its code arrives with the first opening. */
export const LazySearch = (props: Props): JSX.Element | null => {
  const [wasOpened, setOpened] = useState(false);
  if (props.isOpen && !wasOpened) setOpened(true);
  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <SearchDialog {...props} />
    </Suspense>
  );
};
