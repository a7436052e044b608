import { useMediaQuery } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { type JSX, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { useSession } from '../../lib/session.ts';
import { Page } from '../../ui/Page.tsx';
import { PageSkeleton } from '../../ui/Skeletons.tsx';
import { type SettingsSection, settingsSections } from './settings-sections.ts';
import classes from './settings.module.css';

const ProviderHoursPage = lazy(async () => ({
  default: (await import('./ProviderHoursPage.tsx')).ProviderHoursPage,
}));

const SectionList = ({ sections }: { sections: readonly SettingsSection[] }): JSX.Element => {
  const { t } = useTranslation('settings');
  const { locations } = useSession().clinic;
  // A clinic with one place never sees the word for many.
  const nameOf = (name: string): string =>
    name === 'places' && locations.length <= 1 ? t('sections.place') : t(`sections.${name}`);
  return (
    <ul className={classes.sections}>
      {sections.map(({ path, name, icon: Icon, to = `/settings/${path}` }) => (
        <li key={path}>
          <NavLink to={to} className={classes.section ?? ''}>
            <Icon size={20} stroke={1.6} aria-hidden />
            {nameOf(name)}
            <IconChevronRight size={18} aria-hidden className={classes.chevron} />
          </NavLink>
        </li>
      ))}
    </ul>
  );
};

/** Everything a clinic sets up: a list beside its page, or on a phone the list and then the page. */
export const SettingsPage = (): JSX.Element => {
  const { t } = useTranslation('settings');
  const { permissions } = useSession();
  const { pathname } = useLocation();
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  const sections = settingsSections.filter(({ permission }) => permissions.includes(permission));
  const first = sections[0]?.path ?? '';
  const isIndex = pathname.replace(/\/$/, '') === '/settings';
  const skeleton = <PageSkeleton label={t('loading')} />;
  if (isPhone && isIndex)
    return (
      <Page title={t('title')}>
        <nav aria-label={t('title')}>
          <SectionList sections={sections} />
        </nav>
      </Page>
    );
  return (
    <div className={classes.split}>
      {!isPhone && (
        <nav aria-label={t('title')} className={classes.aside}>
          <p className={classes.asideTitle}>{t('title')}</p>
          <SectionList sections={sections} />
        </nav>
      )}
      <div className={classes.content}>
        <Suspense fallback={skeleton} key={pathname.split('/')[2]}>
          <Routes>
            {sections.map(({ path, page: SectionPage }) => (
              <Route key={path} path={path} element={<SectionPage />} />
            ))}
            <Route path="providers/:providerId/hours" element={<ProviderHoursPage />} />
            <Route path="*" element={<Navigate to={`/settings/${first}`} replace />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
};
