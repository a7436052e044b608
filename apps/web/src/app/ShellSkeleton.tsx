import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../ui/Skeletons.tsx';
import classes from './shell-skeleton.module.css';

/** Rail and header in their places while the session is being read. */
export const ShellSkeleton = (): JSX.Element => {
  const { t } = useTranslation();
  return (
    <main className={classes.shell}>
      <div className={classes.rail} />
      <div className={classes.header} />
      <PageSkeleton label={t('loading')} />
    </main>
  );
};
