import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../ui/toasts.ts';
import classes from '../account.module.css';
import { Card } from './Card.tsx';
import { PasswordForm } from './PasswordForm.tsx';

export const PasswordCard = (): JSX.Element => {
  const { t } = useTranslation('account');
  return (
    <Card title={t('password.title')}>
      <p className={classes.text}>{t('password.text')}</p>
      <PasswordForm onDone={() => showToast(t('password.done'))} />
    </Card>
  );
};
