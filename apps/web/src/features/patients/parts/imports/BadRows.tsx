import type { ImportReport } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconDownload } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { badRowsCsv, saveAs } from '../../csv-rows.ts';
import classes from './report.module.css';

type Props = { report: ImportReport; file: File | undefined };

const shownAtMost = 500;

const useReasonText = (): ((reason: string | undefined) => string) => {
  const { t } = useTranslation('patients');
  return (reason) => t([`import.reason.${reason ?? 'other'}`, 'import.reason.other']);
};

const useDownload = ({ report, file }: Props): (() => Promise<void>) => {
  const { t } = useTranslation('patients');
  const textOf = useReasonText();
  return async () => {
    const rows = [...report.errors, ...report.warnings]
      .sort((one, other) => one.line - other.line)
      .map(({ line, reason }) => ({ line, reason: textOf(reason) }));
    const source =
      file === undefined
        ? undefined
        : {
            text: new TextDecoder(report.encoding).decode(await file.arrayBuffer()),
            delimiter: report.delimiter,
          };
    const heads = { line: t('import.line'), reason: t('import.reasonHead') };
    saveAs(t('import.downloadName'), badRowsCsv(rows, source, heads));
  };
};

/** Every row that is refused or doubtful, by the line a spreadsheet program shows. */
export const BadRows = ({ report, file }: Props): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const textOf = useReasonText();
  const download = useDownload({ report, file });
  const rows = [...report.errors, ...report.warnings].sort((one, other) => one.line - other.line);
  if (rows.length === 0) return null;
  return (
    <section className={classes.sheet} aria-label={t('import.rows')}>
      <div className={classes.headRow}>
        <h2>{t('import.rowsCount', { count: rows.length })}</h2>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void download()}
        >
          {t('import.download')}
        </Button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('import.rowsBox')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.line}>
                {t('import.line')}
              </th>
              <th scope="col">{t('import.outcomeHead')}</th>
              <th scope="col">{t('import.reasonHead')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownAtMost).map((row) => (
              <tr key={`${row.line}-${row.reason ?? ''}`}>
                <td className={classes.line}>{row.line}</td>
                <td>
                  <span className={classes.outcome} data-outcome={row.outcome}>
                    {row.outcome === 'error' ? (
                      <IconCircleX size={16} aria-hidden />
                    ) : (
                      <IconAlertTriangle size={16} aria-hidden />
                    )}
                    {t(`import.outcome.${row.outcome}`)}
                  </span>
                </td>
                <td>{textOf(row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shownAtMost && (
        <p className={classes.note}>{t('import.restInFile', { count: rows.length - shownAtMost })}</p>
      )}
    </section>
  );
};
