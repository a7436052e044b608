import type { MergePreview } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { showDay } from '../../../../ui/typed-date.ts';
import { relationships } from '../../relationships.ts';
import { draftKeys } from '../../patient-form.values.ts';
import classes from './merge-comparison.module.css';

type Field = MergePreview['fields'][number];

const useLabelOf = (): ((field: string) => string) => {
  const { t } = useTranslation('patients');
  return (field) => {
    const [first = ''] = field.split('.');
    const last = field.split('.').at(-1) ?? field;
    const known = draftKeys.find((key) => key === first);
    // A nested field is called by its own name where it has one ("address.city"), else by its group's.
    return t([`field.${first === 'address' ? last : field}`, `field.${known ?? 'other'}`]);
  };
};

/** Days and coded answers in words; everything else as stored. */
const useShown = (): ((field: string, value: string | undefined) => string) => {
  const { t } = useTranslation('patients');
  const inWords = (part: string): string =>
    relationships.some((known) => known === part) ? t(`relationship.${part}`) : part;
  return (field, value) => {
    if (value === undefined || value === '') return t('form.nothing');
    if (field === 'guardian') return value.split(', ').map(inWords).join(', ');
    if (field === 'gender') return t([`gender.${value}`, 'form.nothing']);
    if (field === 'preferredContact') return t([`contactBy.${value}`, 'form.nothing']);
    return showDay(value);
  };
};

const Row = ({ field }: { field: Field }): JSX.Element => {
  const { t } = useTranslation('patients');
  const labelOf = useLabelOf();
  const shown = useShown();
  const isLost = field.dropped !== undefined && field.dropped !== field.result;
  return (
    <tr>
      <th scope="row">{labelOf(field.field)}</th>
      <td data-label={t('merge.kept')}>{shown(field.field, field.kept)}</td>
      <td data-label={t('merge.dropped')} data-lost={isLost || undefined}>
        {isLost ? <s>{shown(field.field, field.dropped)}</s> : shown(field.field, field.dropped)}
      </td>
      <td data-label={t('merge.result')} className={classes.result}>
        {shown(field.field, field.result)}
      </td>
    </tr>
  );
};

/** What stays, what goes and what comes out, field by field. */
export const MergeComparison = ({ preview }: { preview: MergePreview }): JSX.Element => {
  const { t } = useTranslation('patients');
  const { survivor, duplicate, fields, movedVisits } = preview;
  return (
    <section className={classes.sheet} aria-label={t('merge.comparison')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('stale.field')}</th>
            <th scope="col">
              {t('merge.keeps', { name: survivor.fullName, number: survivor.recordNumber })}
            </th>
            <th scope="col">
              {t('merge.goes', { name: duplicate.fullName, number: duplicate.recordNumber })}
            </th>
            <th scope="col">{t('merge.result')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.field} field={field} />
          ))}
        </tbody>
      </table>
      <p className={classes.visits}>{t('merge.moved', { count: movedVisits })}</p>
    </section>
  );
};
