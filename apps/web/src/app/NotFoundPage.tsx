import { IconDental } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { landingPath } from './paths.ts';

export const NotFoundPage = (): JSX.Element => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('shell.notFound.title')}>
      <EmptyState
        icon={<IconDental size={32} stroke={1.5} />}
        text={t('shell.notFound.text')}
        action={{ label: t('shell.toAgenda'), onClick: () => void navigate(landingPath) }}
      />
    </Page>
  );
};
