import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BackToSignIn } from './BackToSignIn.tsx';
import { EntryColumn } from './EntryColumn.tsx';

/** A link that was cut on its way here. */
export const LinkRefused = ({ title }: { title: string }): JSX.Element => {
  const { t } = useTranslation('auth');
  return (
    <EntryColumn title={title}>
      <p role="alert">{t('reset.noLink')}</p>
      <Button component={Link} to="/forgot-password">
        {t('reset.askAgain')}
      </Button>
      <BackToSignIn />
    </EntryColumn>
  );
};
