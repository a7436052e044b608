import { ImportField, importFields, type ImportReport } from '@topsmile/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { useRemapImport } from '../../imports.api.ts';
import classes from './report.module.css';

/** Which column fills which field; every change is checked again before anything is written. */
export const ColumnMapping = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  const problemText = useProblemText();
  const remap = useRemapImport();
  const stored = report.columns.map(({ field }) => field);
  const [columns, setColumns] = useState<ImportField[]>(stored);
  const hasChanges = columns.some((field, at) => field !== stored[at]);
  const options = importFields.map((value) => ({ value, label: t(`import.field.${value}`) }));
  const set = (at: number, value: string): void =>
    setColumns((now) => now.map((field, index) => (index === at ? ImportField.parse(value) : field)));
  return (
    <section className={classes.sheet} aria-label={t('import.columns')}>
      <div className={classes.headRow}>
        <h2>{t('import.columns')}</h2>
        {hasChanges && (
          <Button
            size="xs"
            loading={remap.isPending}
            onClick={() => remap.mutate({ importId: report.id, columns })}
          >
            {t('import.checkAgain')}
          </Button>
        )}
      </div>
      {remap.error !== null && (
        <p className={classes.note} role="alert">
          {problemText(remap.error)}
        </p>
      )}
      <table className={`${classes.table ?? ''} ${classes.mapping ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.sample')}</th>
            <th scope="col">{t('import.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {report.columns.map(({ header, sample }, at) => (
            // The order of the columns is the file's and never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <th scope="row">{header}</th>
              <td className={classes.sample}>{sample}</td>
              <td>
                <NativeSelect
                  aria-label={t('import.becomesOf', { header })}
                  data={options}
                  value={columns[at] ?? 'ignore'}
                  onChange={(event) => set(at, event.currentTarget.value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
