import type { Patient } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconArrowMerge, IconUserOff, IconUserShield } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../../../lib/session.ts';
import { editPath } from '../../paths.ts';
import { useActivity } from '../../use-activity.ts';
import classes from './alerts.module.css';

type AlertProps = { icon: ReactNode; kind: 'warn' | 'quiet'; text: string; action?: ReactNode };

const Alert = ({ icon, kind, text, action }: AlertProps): JSX.Element => (
  <li className={classes.alert} data-kind={kind}>
    {icon}
    <span>{text}</span>
    {action}
  </li>
);

/** What nobody may overlook; stays in sight whatever tab is open. */
export const Alerts = ({ patient }: { patient: Patient }): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const mayWrite = useCan('patients:write');
  const { reactivate } = useActivity(patient);
  const { needsGuardian, status } = patient;
  if (!needsGuardian && status === 'active') return null;
  return (
    <ul className={classes.alerts} aria-label={t('alerts.label')}>
      {needsGuardian && (
        <Alert
          kind="warn"
          icon={<IconUserShield size={18} aria-hidden />}
          text={t('alerts.needsGuardian')}
          action={
            mayWrite && (
              <Link to={editPath(patient.id)} className={classes.act}>
                {t('alerts.nameGuardian')}
              </Link>
            )
          }
        />
      )}
      {status === 'inactive' && (
        <Alert
          kind="quiet"
          icon={<IconUserOff size={18} aria-hidden />}
          text={t('alerts.inactive')}
          action={
            mayWrite && (
              <Button variant="subtle" size="compact-sm" onClick={() => void reactivate()}>
                {t('common:reactivate')}
              </Button>
            )
          }
        />
      )}
      {status === 'merged' && (
        <Alert kind="quiet" icon={<IconArrowMerge size={18} aria-hidden />} text={t('alerts.merged')} />
      )}
    </ul>
  );
};
