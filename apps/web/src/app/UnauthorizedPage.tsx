import { IconLock } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { landingPath } from './paths.ts';

export const UnauthorizedPage = (): JSX.Element => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('shell.unauthorized.title')}>
      <EmptyState
        icon={<IconLock size={32} stroke={1.5} />}
        text={t('shell.unauthorized.text')}
        action={{ label: t('shell.toAgenda'), onClick: () => void navigate(landingPath) }}
      />
    </Page>
  );
};
