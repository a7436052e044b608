import { Tooltip, useMatches } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Logo } from '../ui/Logo.tsx';
import { type AppRoute, preload } from './routes.tsx';
import classes from './rail.module.css';
import type { Section } from './sections.ts';
import { SectionBadge } from './SectionBadge.tsx';

type Props = { sections: readonly Section[]; routes: readonly AppRoute[] };

const RailItem = ({ section, routes }: { section: Section; routes: readonly AppRoute[] }): JSX.Element => {
  const { t } = useTranslation();
  const hasWords = useMatches({ base: false, md: true });
  const Icon = section.icon;
  const word = t(`shell.sections.${section.name}`);
  return (
    <Tooltip label={word} position="right" disabled={hasWords} openDelay={200}>
      <NavLink
        to={section.path}
        className={classes.item ?? ''}
        data-at-end={section.isAtEnd}
        onPointerEnter={() => preload(routes, section.path)}
      >
        <Icon size={22} stroke={1.75} aria-hidden />
        <span className={classes.word}>{word}</span>
        <SectionBadge section={section} />
      </NavLink>
    </Tooltip>
  );
};

/** The sections, at the start edge: 76 px with words, 56 px with tooltips on tablets. */
export const Rail = ({ sections, routes }: Props): JSX.Element => {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('shell.navigation')}>
      <Logo isOnRail />
      {sections.map((section) => (
        <RailItem key={section.path} section={section} routes={routes} />
      ))}
    </nav>
  );
};
