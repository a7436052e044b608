import { VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useSectionCount } from './section-counts.ts';
import type { Section } from './sections.ts';
import classes from './section-badge.module.css';

/** How much waits in a section; nothing when nothing does. */
export const SectionBadge = ({ section }: { section: Section }): JSX.Element | null => {
  const { t } = useTranslation();
  const count = useSectionCount(section.name);
  if (count === undefined || count === 0) return null;
  return (
    <>
      <b className={classes.badge} aria-hidden>
        {count > 99 ? '99+' : count}
      </b>
      <VisuallyHidden>{t('shell.waiting', { count })}</VisuallyHidden>
    </>
  );
};
