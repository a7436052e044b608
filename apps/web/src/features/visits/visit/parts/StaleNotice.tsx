import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../../../../lib/clock.ts';
import type { ApiProblem } from '../../../../lib/problem.ts';
import type { When } from '../../use-when.ts';
import { minutesBetween } from '../../when.ts';
import classes from './facts.module.css';

type Props = {
  problem: ApiProblem;
  /** The text as it is stored now, beside one's own. */
  theirs?: string;
  when: When;
};

/** "Rafael mudou esta consulta há 1 min. Veja o que mudou." */
export const StaleNotice = ({ problem, theirs, when }: Props): JSX.Element => {
  const { t, i18n } = useTranslation('visits');
  const { current } = problem.details;
  const fields = (current?.fields ?? []).map((field) => t([`field.${field}`, 'field.other']));
  const minutes = current === undefined ? 0 : minutesBetween(current.changedAt, now());
  return (
    <div role="alert" className={classes.stale}>
      <b>
        {current?.changedBy === undefined
          ? t('stale.somebody', { count: minutes })
          : t('stale.by', { name: current.changedBy, count: minutes })}
      </b>
      {fields.length > 0 && (
        <span>{t('stale.fields', { fields: new Intl.ListFormat(i18n.language).format(fields) })}</span>
      )}
      {current !== undefined && <small>{when.stamp(current.changedAt)}</small>}
      {theirs !== undefined && theirs !== '' && <q>{theirs}</q>}
      <span>{t('stale.again')}</span>
    </div>
  );
};
