import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { FormSkeleton } from '../../ui/Skeletons.tsx';
import classes from './account.module.css';
import { factorsQuery } from './account.api.ts';
import { CodesCard } from './parts/CodesCard.tsx';
import { CodesOnce } from './parts/CodesOnce.tsx';
import { EmailCard } from './parts/EmailCard.tsx';
import { PasskeysCard } from './parts/PasskeysCard.tsx';
import { PasswordCard } from './parts/PasswordCard.tsx';
import { SessionsCard } from './parts/SessionsCard.tsx';
import { TotpCard } from './parts/TotpCard.tsx';

/** How one proves who one is, and where one is signed in. */
export const SecurityPage = (): JSX.Element => {
  const { t } = useTranslation('account');
  const { data, error, refetch, isFetching } = useQuery(factorsQuery);
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <Page title={t('title')}>
      {data !== undefined && (
        <div className={classes.column}>
          <PasskeysCard state={data} onCodes={setCodes} />
          <TotpCard state={data} onCodes={setCodes} />
          <CodesCard state={data} onCodes={setCodes} />
          <PasswordCard />
          <EmailCard state={data} />
          <SessionsCard />
        </div>
      )}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('failed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      )}
      {data === undefined && error === null && <FormSkeleton label={t('loading')} />}
      {codes.length > 0 && <CodesOnce codes={codes} onKept={() => setCodes([])} />}
    </Page>
  );
};
