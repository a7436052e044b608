import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useProblemText } from '../../ui/use-problem-text.ts';
import classes from './import-page.module.css';
import { importQuery, useCheckImport } from './imports.api.ts';
import { BackLink } from './parts/BackLink.tsx';
import { DropFile } from './parts/imports/DropFile.tsx';
import { History } from './parts/imports/History.tsx';
import { Report } from './parts/imports/Report.tsx';
import { importPath, listPath } from './paths.ts';

type Chosen = { importId: string; file: File };

const Start = ({ onChecked }: { onChecked: (chosen: Chosen) => void }): JSX.Element => {
  const problemText = useProblemText();
  const check = useCheckImport();
  const send = (file: File): void =>
    check.mutate(file, { onSuccess: (report) => onChecked({ importId: report.id, file }) });
  return (
    <DropFile
      onFile={send}
      isChecking={check.isPending}
      failure={check.error === null ? undefined : problemText(check.error)}
    />
  );
};

const Opened = ({ importId, file }: { importId: string; file: File | undefined }): JSX.Element => {
  const { t } = useTranslation('patients');
  const { data, error, refetch, isFetching } = useQuery(importQuery(importId));
  if (data !== undefined) return <Report report={data} file={file} />;
  if (error === null) return <RowsSkeleton label={t('import.loading')} rows={10} />;
  return (
    <ErrorState
      title={t('import.failed')}
      error={error}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    />
  );
};

/** From a spreadsheet to records: choose, look, correct, write; and take back. */
export const ImportPage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState<Chosen>();
  const importId = params.get('import') ?? undefined;
  const onChecked = (checked: Chosen): void => {
    setChosen(checked);
    setParams({ import: checked.importId });
  };
  const back =
    importId === undefined
      ? { to: listPath, label: t('list.title') }
      : { to: importPath, label: t('import.title') };
  return (
    <Page title={t('import.title')} before={<BackLink {...back} />}>
      <div className={classes.page}>
        {importId === undefined ? (
          <>
            <Start onChecked={onChecked} />
            <History />
          </>
        ) : (
          <Opened
            key={importId}
            importId={importId}
            file={chosen?.importId === importId ? chosen.file : undefined}
          />
        )}
      </div>
    </Page>
  );
};
