import type { PatientDraft } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../../lib/dates.ts';
import type { DraftKey } from '../../patient-form.values.ts';
import { useShownValue } from '../../shown-value.ts';
import { useZone } from '../../use-zone.ts';
import classes from './notice.module.css';

export type Stale = {
  changedBy: string | undefined;
  changedAt: string | undefined;
  /** What they changed since this form was opened. */
  keys: readonly DraftKey[];
  mine: PatientDraft;
  theirs: PatientDraft;
};

type Props = { stale: Stale; onMine: () => void; onTheirs: () => void };

/** Somebody saved first: who, what, and the two ways on. Nothing typed here is lost meanwhile. */
export const StaleNotice = ({ stale, onMine, onTheirs }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  const shown = useShownValue();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.focus(), []);
  const { changedBy, changedAt, keys, mine, theirs } = stale;
  const when = changedAt === undefined ? '' : dates.instant(changedAt, 'dayTime');
  return (
    <div ref={root} className={classes.notice} data-kind="info" role="alert" tabIndex={-1}>
      <IconHistory size={18} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.title}>
          {changedBy === undefined ? t('stale.somebody', { when }) : t('stale.by', { name: changedBy, when })}
        </p>
        <table className={classes.compare} aria-label={t('stale.table')}>
          <thead>
            <tr>
              <th scope="col">{t('stale.field')}</th>
              <th scope="col">{t('stale.mine')}</th>
              <th scope="col">{t('stale.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row">{t(`field.${key}`)}</th>
                <td>{shown(mine, key)}</td>
                <td>{shown(theirs, key)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className={classes.actions}>
          <Button variant="default" size="xs" onClick={onMine}>
            {t('stale.useMine')}
          </Button>
          <Button variant="default" size="xs" onClick={onTheirs}>
            {t('stale.useTheirs')}
          </Button>
        </div>
      </div>
    </div>
  );
};
