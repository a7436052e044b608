import type { Visit } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { When } from '../../use-when.ts';
import { operatoriesQuery } from '../../visits.api.ts';
import classes from './history.module.css';

type Entry = Visit['history'][number];
type Props = { visit: Visit; when: When };

const useMoveText = (locationId: string, when: When): ((entry: Entry) => string | undefined) => {
  const { t } = useTranslation('visits');
  const chairs = useQuery(operatoriesQuery(locationId)).data;
  const chair = (id: string | undefined): string => chairs?.find((one) => one.id === id)?.name ?? '';
  return ({ fromStartsAt, toStartsAt, fromOperatoryId, toOperatoryId }) => {
    const places: string[] = [];
    if (fromStartsAt !== undefined && toStartsAt !== undefined && fromStartsAt !== toStartsAt)
      places.push(t('history.fromTo', { from: when.stamp(fromStartsAt), to: when.stamp(toStartsAt) }));
    if (toOperatoryId !== undefined && fromOperatoryId !== toOperatoryId)
      places.push(t('history.fromTo', { from: chair(fromOperatoryId), to: chair(toOperatoryId) }));
    return places.length === 0 ? undefined : places.join(', ');
  };
};

/** Every change of the visit, newest first: what, who, when, why. */
export const History = ({ visit, when }: Props): JSX.Element => {
  const { t, i18n } = useTranslation('visits');
  const moveText = useMoveText(visit.locationId, when);
  const fieldsOf = ({ fields = [] }: Entry): string | undefined =>
    fields.length === 0
      ? undefined
      : new Intl.ListFormat(i18n.language).format(
          fields.map((field) => t([`field.${field}`, 'field.other'])),
        );
  const newestFirst = visit.history.toReversed();
  return (
    <details className={classes.history}>
      <summary>{t('history.title', { count: visit.history.length })}</summary>
      <ol>
        {newestFirst.map((entry, at) => (
          <li key={`${entry.at}${entry.action}${at}`}>
            <span>
              <b>{t(`history.${entry.action}`)}</b>
              <small>{[when.stamp(entry.at), entry.byName].filter(Boolean).join(' · ')}</small>
            </span>
            {[moveText(entry), fieldsOf(entry), entry.reason]
              .filter((text) => text !== undefined)
              .map((text) => (
                <span key={text} className={classes.detail}>
                  {text}
                </span>
              ))}
          </li>
        ))}
      </ol>
    </details>
  );
};
