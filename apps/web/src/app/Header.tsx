import { ActionIcon } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/Kbd.tsx';
import { ClinicName } from './ClinicName.tsx';
import classes from './header.module.css';
import { LiveWord } from './LiveWord.tsx';
import { PersonMenu } from './PersonMenu.tsx';

export const Header = ({ onSearch }: { onSearch: () => void }): JSX.Element => {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <ClinicName />
      <button
        type="button"
        className={classes.search}
        onClick={onSearch}
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
      >
        <IconSearch size={18} aria-hidden />
        <span>{t('shell.search.hint')}</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <ActionIcon
        className={classes.searchIcon}
        aria-label={t('search')}
        aria-haspopup="dialog"
        onClick={onSearch}
      >
        <IconSearch size={22} aria-hidden />
      </ActionIcon>
      <LiveWord />
      <PersonMenu />
    </header>
  );
};
