import type { ImportReport } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { showProblemToast, showToast } from '../../../../ui/toasts.ts';
import { useApplyImport } from '../../imports.api.ts';
import { listPath } from '../../paths.ts';
import { BadRows } from './BadRows.tsx';
import { ColumnMapping } from './ColumnMapping.tsx';
import classes from './report.module.css';
import { UndoImport } from './UndoImport.tsx';

type Props = { report: ImportReport; file: File | undefined };

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

const Figures = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  const { records, accepted, warnings, errors } = report;
  const figures = [
    { key: 'records', value: records },
    { key: 'accepted', value: accepted },
    { key: 'warnings', value: warnings.length },
    { key: 'errors', value: errors.length },
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(({ key, value }) => (
        <div key={key} data-kind={value > 0 ? key : undefined}>
          <dt>{t(`import.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const Apply = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  const problemText = useProblemText();
  const apply = useApplyImport();
  const run = (): void =>
    apply.mutate(report.id, {
      onSuccess: ({ accepted }) => showToast(t('import.done', { count: accepted })),
      onError: (error) => showProblemToast(problemText(error), { label: t('common:retry'), run }),
    });
  return (
    <div className={classes.foot}>
      {apply.isPending && (
        <div className={classes.progress}>
          <progress aria-label={t('import.applying', { count: report.accepted })} />
          <span>{t('import.applying', { count: report.accepted })}</span>
        </div>
      )}
      <Button disabled={report.accepted === 0} loading={apply.isPending} onClick={run}>
        {t('import.apply', { count: report.accepted })}
      </Button>
    </div>
  );
};

const Done = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <div className={classes.foot}>
      <p className={classes.state} data-state={report.state}>
        {report.state === 'imported' ? t('import.done', { count: report.accepted }) : t('import.isUndone')}
      </p>
      {report.state === 'imported' && <UndoImport report={report} />}
      <Button component={Link} to={listPath}>
        {t('import.toList')}
      </Button>
    </div>
  );
};

/** What the dry run found: how the file was read, which column is what, and every row that needs work. */
export const Report = ({ report, file }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const isOpen = report.state === 'checked';
  return (
    <>
      <section className={classes.sheet} aria-label={t('import.report')}>
        <div className={classes.head}>
          <h2>{report.fileName}</h2>
          <p>
            {t('import.readAs', {
              encoding: t(`import.encoding.${report.encoding}`),
              delimiter: t(`import.delimiter.${delimiterNames[report.delimiter]}`),
            })}
          </p>
        </div>
        <Figures report={report} />
      </section>
      {isOpen && <ColumnMapping key={JSON.stringify(report.columns)} report={report} />}
      <BadRows report={report} file={file} />
      {isOpen ? <Apply report={report} /> : <Done report={report} />}
    </>
  );
};
