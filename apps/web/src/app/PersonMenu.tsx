import { Menu } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { initialsOf } from '../lib/initials.ts';
import { useSession } from '../lib/session.ts';
import { PersonMenuItems } from './PersonMenuItems.tsx';
import classes from './person-menu.module.css';

export const PersonMenu = (): JSX.Element => {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <Menu position="bottom-end" withinPortal={false} width={264} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={classes.person} aria-label={t('shell.person.menu')}>
          {initialsOf(`${user.firstName} ${user.lastName}`)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <PersonMenuItems />
      </Menu.Dropdown>
    </Menu>
  );
};
