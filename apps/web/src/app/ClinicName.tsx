import { Menu } from '@mantine/core';
import { IconBuilding, IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { setLocationId } from '../lib/preferences.ts';
import { useClinicLocation, useSession } from '../lib/session.ts';
import { announce } from '../ui/announcer.ts';
import classes from './clinic-name.module.css';

const Names = (): JSX.Element => {
  const { clinic } = useSession();
  const location = useClinicLocation();
  // A clinic with one place never sees the word "location".
  const hasChoice = clinic.locations.length > 1;
  return (
    <>
      <IconBuilding size={20} stroke={1.75} aria-hidden className={classes.icon} />
      <span className={classes.names}>
        <span className={classes.name}>{clinic.name}</span>
        {hasChoice && location !== undefined && <small>{location.name}</small>}
      </span>
    </>
  );
};

/** The clinic, and where in it one works: a choice only where there are several places. */
export const ClinicName = (): JSX.Element => {
  const { t } = useTranslation();
  const { clinic } = useSession();
  const location = useClinicLocation();
  if (clinic.locations.length < 2)
    return (
      <div className={classes.clinic}>
        <Names />
      </div>
    );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.clinic} data-opens>
          <Names />
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {clinic.locations.map(({ id, name }) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={id === location?.id}
            rightSection={id === location?.id ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => {
              setLocationId(id);
              announce(t('shell.nowAt', { name }));
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
