import type { AuditChange, AuditEntry } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import type { Fold } from '../audit.api.ts';
import classes from '../audit.module.css';
import { useWords } from '../use-words.ts';

const text = (value: unknown): string => {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const Changes = ({ changes }: { changes: readonly AuditChange[] }): JSX.Element => {
  const { t } = useTranslation('audit');
  return (
    <table className={classes.changes}>
      <thead>
        <tr>
          <th scope="col">{t('detail.field')}</th>
          <th scope="col">{t('detail.before')}</th>
          <th scope="col">{t('detail.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{text(before)}</td>
            <td>{text(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Facts = ({ entry, zone }: { entry: AuditEntry; zone: string }): JSX.Element => {
  const { t } = useTranslation('audit');
  const dates = useDates(zone);
  const facts = [
    [t('detail.at'), dates.instant(entry.at, 'dayTime')],
    [t('detail.record'), entry.resourceId],
    [t('detail.status'), entry.status === 0 ? t('detail.unknown') : String(entry.status)],
    [t('detail.address'), entry.address],
    [t('detail.device'), entry.device],
    [t('detail.reason'), entry.reason ?? entry.entryReason],
    [t('detail.request'), entry.requestId],
    [t('detail.seq'), String(entry.seq)],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
};

type Props = { fold: Fold; zone: string; onClose: () => void };

/** One row whole: who, what, from where, and what changed; folded rows one after the other. */
export const AuditDetail = ({ fold, zone, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('audit');
  const words = useWords();
  return (
    <section className={classes.detail} aria-label={t('detail.name')}>
      <Button
        className={classes.back ?? ''}
        variant="subtle"
        leftSection={<IconArrowLeft size={18} aria-hidden />}
        onClick={onClose}
      >
        {t('detail.back')}
      </Button>
      <h2>
        {words.who(fold.first)} {words.did(fold.first, fold.count)}
      </h2>
      {fold.entries.map((entry) => (
        <article key={entry.id}>
          {entry.changes.length > 0 && <Changes changes={entry.changes} />}
          <Facts entry={entry} zone={zone} />
        </article>
      ))}
    </section>
  );
};
