import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useSession } from '../../lib/session.ts';
import { announce } from '../../ui/announcer.ts';
import { Card } from './parts/Card.tsx';
import { DutyColumn } from './parts/DutyColumn.tsx';
import { PasswordForm } from './parts/PasswordForm.tsx';

export const PasswordDutyPage = (): JSX.Element => {
  const { t } = useTranslation('account');
  const { duty } = useSession();
  if (duty === undefined) return <Navigate to="/" replace />;
  return (
    <DutyColumn title={t('duty.passwordTitle')} text={t('duty.passwordText')}>
      <Card title={t('password.title')}>
        <PasswordForm onDone={() => announce(t('password.done'))} />
      </Card>
    </DutyColumn>
  );
};
