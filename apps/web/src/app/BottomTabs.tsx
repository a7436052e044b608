import { Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useNavigate } from 'react-router';
import { useCan } from '../lib/session.ts';
import classes from './bottom-tabs.module.css';
import { PersonMenuItems } from './PersonMenuItems.tsx';
import { bookingPath } from './paths.ts';
import { SectionBadge } from './SectionBadge.tsx';
import type { Section } from './sections.ts';

const Tab = ({ section }: { section: Section }): JSX.Element => {
  const { t } = useTranslation();
  const Icon = section.icon;
  return (
    <NavLink to={section.path} className={classes.tab ?? ''}>
      <Icon size={24} stroke={1.75} aria-hidden />
      {t(`shell.sections.${section.name}`)}
      <SectionBadge section={section} />
    </NavLink>
  );
};

const More = ({ sections }: { sections: readonly Section[] }): JSX.Element => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Menu position="top-end" withinPortal={false} width={280}>
      <Menu.Target>
        <button type="button" className={classes.tab}>
          <IconDots size={24} aria-hidden />
          {t('shell.more')}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.sheet ?? ''}>
        {sections.map((section) => (
          <Menu.Item key={section.path} onClick={() => void navigate(section.path)}>
            {t(`shell.sections.${section.name}`)}
          </Menu.Item>
        ))}
        <PersonMenuItems />
      </Menu.Dropdown>
    </Menu>
  );
};

/** The rail of a phone: within reach of the thumb, booking in the middle. */
export const BottomTabs = ({ sections }: { sections: readonly Section[] }): JSX.Element => {
  const { t } = useTranslation();
  const canBook = useCan('appointments:write') && sections.some(({ name }) => name === 'agenda');
  const near = sections.filter(({ isAtEnd }) => isAtEnd !== true);
  return (
    <nav className={classes.tabs} aria-label={t('shell.navigation')}>
      {near.slice(0, 2).map((section) => (
        <Tab key={section.path} section={section} />
      ))}
      {canBook && (
        <Link to={bookingPath()} className={classes.book}>
          <span>
            <IconPlus size={26} aria-hidden />
          </span>
          {t('shell.book')}
        </Link>
      )}
      {near.slice(2, 3).map((section) => (
        <Tab key={section.path} section={section} />
      ))}
      <More sections={sections.filter(({ isAtEnd }) => isAtEnd === true)} />
    </nav>
  );
};
