import { Menu } from '@mantine/core';
import { IconBuilding, IconChevronDown } from '@tabler/icons-react';
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
  const choose = (id: string): void => {
    setLocationId(id);
    announce(t('shell.nowAt', { name: clinic.locations.find((known) => known.id === id)?.name ?? '' }));
  };
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={classes.clinic} data-opens>
          <Names />
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={location?.id ?? null} onChange={choose}>
          {clinic.locations.map(({ id, name }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
