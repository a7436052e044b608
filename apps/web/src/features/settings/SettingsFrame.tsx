import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../../ui/Page.tsx';
import classes from './settings.module.css';

type Props = {
  title: string;
  actions?: ReactNode;
  panel?: ReactNode;
  /** Where the arrow leads; on wide screens only deeper pages have one. */
  backTo?: string;
  isDeep?: boolean;
  children: ReactNode;
};

/** A page of settings, with the way back that a phone needs. */
export const SettingsFrame = ({
  title,
  actions,
  panel,
  backTo = '/settings',
  isDeep = false,
  children,
}: Props): JSX.Element => {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false });
  return (
    <Page
      title={title}
      panel={panel}
      actions={actions}
      before={
        (isPhone || isDeep) && (
          <ActionIcon component={Link} to={backTo} aria-label={t('back')} className={classes.back ?? ''}>
            <IconArrowLeft size={20} aria-hidden />
          </ActionIcon>
        )
      }
    >
      {children}
    </Page>
  );
};
