import type { Patient } from '@topsmile/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowMerge, IconDots, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../../../lib/session.ts';
import { mergePath } from '../../paths.ts';
import { useActivity } from '../../use-activity.ts';
import classes from './patient-menu.module.css';

/** The rarer acts. Absent when there is none for this person's role. */
export const PatientMenu = ({ patient }: { patient: Patient }): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const mayDeactivate = useCan('patients:delete') && patient.status === 'active';
  const mayReactivate = useCan('patients:write') && patient.status === 'inactive';
  const mayMerge = useCan('patients:bulk');
  const { deactivate, reactivate } = useActivity(patient);
  if (!mayDeactivate && !mayReactivate && !mayMerge) return null;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="default" className={classes.button ?? ''} aria-label={t('page.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayMerge && (
          <Menu.Item
            component={Link}
            to={mergePath(patient.id)}
            leftSection={<IconArrowMerge size={18} aria-hidden />}
          >
            {t('merge.menu')}
          </Menu.Item>
        )}
        {mayReactivate && (
          <Menu.Item leftSection={<IconUserCheck size={18} aria-hidden />} onClick={() => void reactivate()}>
            {t('common:reactivate')}
          </Menu.Item>
        )}
        {mayDeactivate && (
          <Menu.Item leftSection={<IconUserOff size={18} aria-hidden />} onClick={() => void deactivate()}>
            {t('common:deactivate')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
