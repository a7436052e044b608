import { Menu } from '@mantine/core';
import { IconBuilding, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { setLocationId } from '../lib/preferences.ts';
import { myClinicsQuery, useClinicLocation, useSession, useSwitchClinic } from '../lib/session.ts';
import { announce } from '../ui/announcer.ts';
import { showProblemToast } from '../ui/toasts.ts';
import classes from './clinic-name.module.css';
import { landingPath } from './paths.ts';

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

const Places = (): JSX.Element => {
  const { t } = useTranslation();
  const { clinic } = useSession();
  const location = useClinicLocation();
  const choose = (id: string): void => {
    setLocationId(id);
    announce(t('shell.nowAt', { name: clinic.locations.find((known) => known.id === id)?.name ?? '' }));
  };
  return (
    <Menu.RadioGroup value={location?.id ?? null} onChange={choose}>
      {clinic.locations.map(({ id, name }) => (
        <Menu.RadioItem key={id} value={id} closeMenuOnClick>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
};

type Clinics = { clinics: readonly { id: string; name: string }[] };

/** The other clinics of the same person: what was read in this one is dropped, and the new one is said. */
const OtherClinics = ({ clinics }: Clinics): JSX.Element => {
  const { t } = useTranslation();
  const { clinic } = useSession();
  const navigate = useNavigate();
  const goOn = useSwitchClinic();
  const choose = (id: string): void => {
    if (id === clinic.id) return;
    goOn.mutate(id, {
      onSuccess: (session) => {
        void navigate(landingPath, { replace: true });
        announce(t('shell.nowIn', { name: session.clinic.name }));
      },
      onError: () => void showProblemToast(t('shell.switchFailed', { name: clinic.name })),
    });
  };
  return (
    <Menu.RadioGroup value={clinic.id} onChange={choose}>
      {clinics.map(({ id, name }) => (
        <Menu.RadioItem key={id} value={id} closeMenuOnClick>
          {name}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
};

type Choices = { hasPlaces: boolean; clinics: Clinics['clinics'] };

const Choice = ({ hasPlaces, clinics }: Choices): JSX.Element => {
  const { t } = useTranslation();
  const hasClinics = clinics.length > 1;
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={classes.clinic} data-opens>
          <Names />
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {hasPlaces && hasClinics && <Menu.Label>{t('shell.places')}</Menu.Label>}
        {hasPlaces && <Places />}
        {hasClinics && (
          <>
            <Menu.Label>{t('shell.clinics')}</Menu.Label>
            <OtherClinics clinics={clinics} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};

/** The clinic, and where in it one works: a choice only where there are several. */
export const ClinicName = (): JSX.Element => {
  const { clinic, platform } = useSession();
  const { data: clinics = [] } = useQuery({ ...myClinicsQuery, enabled: platform === undefined });
  const hasPlaces = clinic.locations.length > 1;
  if (hasPlaces || clinics.length > 1) return <Choice hasPlaces={hasPlaces} clinics={clinics} />;
  return (
    <div className={classes.clinic}>
      <Names />
    </div>
  );
};
