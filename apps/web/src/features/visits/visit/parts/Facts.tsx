import type { Visit } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { providerBarOf } from '../../../../ui/type-fills.ts';
import type { When } from '../../use-when.ts';
import { operatoriesQuery, providersQuery } from '../../visits.api.ts';
import classes from './facts.module.css';
import { NoteField } from './NoteField.tsx';

type Props = { visit: Visit; when: When };

/** Why, with whom, where, and what the team should know. */
export const Facts = ({ visit, when }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const provider = useQuery(providersQuery(visit.locationId)).data?.find(
    (one) => one.id === visit.providerId,
  );
  const chair = useQuery(operatoriesQuery(visit.locationId)).data?.find(
    (one) => one.id === visit.operatoryId,
  );
  const flags = [
    visit.priority === 'routine' ? undefined : t(`priority.${visit.priority}`),
    visit.isFirstVisit ? t('facts.first') : undefined,
    visit.isWalkIn ? t('walkIn.short') : undefined,
    visit.isOverbooked ? t('facts.overbooked') : undefined,
  ].filter((flag) => flag !== undefined);
  return (
    <dl className={classes.facts}>
      <dt>{t('facts.reason')}</dt>
      <dd>
        {visit.typeName ?? ''}
        <span className={classes.soft}>{t('minutes', { count: visit.durationMinutes })}</span>
      </dd>
      {visit.providerName !== undefined && (
        <>
          <dt>{t('facts.with')}</dt>
          <dd>
            <span
              className={classes.dot}
              style={{ background: providerBarOf(provider?.colorIndex) }}
              aria-hidden
            />
            {visit.providerName}
            {chair !== undefined && <span className={classes.soft}>{chair.name}</span>}
          </dd>
        </>
      )}
      {flags.length > 0 && (
        <>
          <dt>{t('facts.flags')}</dt>
          <dd className={classes.flags}>{flags.join(' · ')}</dd>
        </>
      )}
      {visit.cancellationReason !== undefined && (
        <>
          <dt>{t('facts.cancelled')}</dt>
          <dd>{visit.cancellationReason}</dd>
        </>
      )}
      {visit.overrideReason !== undefined && (
        <>
          <dt>{t('facts.exception')}</dt>
          <dd>{visit.overrideReason}</dd>
        </>
      )}
      <NoteField key={`note${visit.id}`} visit={visit} field="note" when={when} />
      <NoteField key={`private${visit.id}`} visit={visit} field="privateNote" when={when} />
    </dl>
  );
};
