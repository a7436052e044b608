import { type JSX, useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import '../ui/styles-staff.ts';
import { abandonSession, useSession } from '../lib/session.ts';
import { useKeepSession } from '../lib/use-keep-session.ts';
import { announce } from '../ui/announcer.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { BottomTabs } from './BottomTabs.tsx';
import { EntryBanner } from './EntryBanner.tsx';
import { Header } from './Header.tsx';
import { IdleDialog } from './IdleDialog.tsx';
import { Rail } from './Rail.tsx';
import { landingPath } from './paths.ts';
import type { AppRoute } from './routes.tsx';
import { LazySearch, useSearchShortcut } from './search/LazySearch.tsx';
import { sectionsFor } from './sections.ts';
import classes from './staff-layout.module.css';
import { useQueueCount } from './use-queue-count.ts';

const sectionOf = (pathname: string): string => pathname.split('/')[1] ?? '';

/** A new section starts at its content, unless the page placed the focus itself (a search field, a panel). */
const useFocusOnSection = (main: React.RefObject<HTMLElement | null>): void => {
  const section = sectionOf(useLocation().pathname);
  const previous = useRef(section);
  useEffect(() => {
    if (previous.current === section) return;
    previous.current = section;
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus({ preventScroll: true });
  }, [main, section]);
};

export const StaffLayout = ({ routes }: { routes: readonly AppRoute[] }): JSX.Element => {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search } = useLocation();
  const cache = useQueryClient();
  const main = useRef<HTMLElement>(null);
  const [isSearching, setSearching] = useState(false);
  const openSearch = useCallback(() => setSearching(true), []);
  const onIdleEnd = useCallback(() => {
    announce(t('shell.idle.ended'), 'assertive');
    abandonSession(cache);
  }, [cache, t]);
  const { isEnding, stay } = useKeepSession({ idleMinutes: session.idleMinutes, onIdleEnd });
  useFocusOnSection(main);
  useSearchShortcut(openSearch);
  useQueueCount(routes);
  const sections = sectionsFor(routes, session.permissions);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('shell.skipToContent')}
      </a>
      {pathname.startsWith(landingPath) && !new URLSearchParams(search).has('day') && (
        <a className={classes.skip} href="#now">
          {t('shell.skipToNow')}
        </a>
      )}
      <Rail sections={sections} routes={routes} />
      <Header onSearch={openSearch} />
      <main
        id="content"
        ref={main}
        tabIndex={-1}
        className={classes.main}
        data-entered={typeof session.platform === 'object' || undefined}
      >
        <EntryBanner />
        <Outlet />
      </main>
      <BottomTabs sections={sections} />
      <Toasts />
      <LazySearch isOpen={isSearching} onClose={() => setSearching(false)} routes={routes} />
      <IdleDialog isOpen={isEnding} onStay={stay} />
    </div>
  );
};
