import type { Visit } from '@topsmile/contracts';
import { useQuery } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { providerBarOf } from '../../../../ui/type-fills.ts';
import type { When } from '../../use-when.ts';
import { providersQuery } from '../../visits.api.ts';
import classes from './facts.module.css';
import { NoteField } from './NoteField.tsx';

type Props = { visit: Visit; when: When };
type FactProps = { term: string; isWarning?: boolean; children: ReactNode };

const Fact = ({ term, isWarning = false, children }: FactProps): JSX.Element => (
  <>
    <dt>{term}</dt>
    <dd data-warning={isWarning || undefined}>{children}</dd>
  </>
);

const WithWhom = ({ visit }: Pick<Props, 'visit'>): JSX.Element | null => {
  const { t } = useTranslation('visits');
  const provider = useQuery(providersQuery(visit.locationId)).data?.find(
    (one) => one.id === visit.providerId,
  );
  if (visit.providerName === undefined) return null;
  return (
    <Fact term={t('facts.with')}>
      <span className={classes.dot} style={{ background: providerBarOf(provider?.colorIndex) }} aria-hidden />
      {visit.providerName}
    </Fact>
  );
};

const useFlags = ({ priority, isFirstVisit, isWalkIn, isOverbooked }: Visit): string[] => {
  const { t } = useTranslation('visits');
  const flags: [boolean, string][] = [
    [priority !== 'routine', t(`priority.${priority}`)],
    [isFirstVisit, t('facts.first')],
    [isWalkIn, t('walkIn.short')],
    [isOverbooked, t('facts.overbooked')],
  ];
  return flags.filter(([isSet]) => isSet).map(([, word]) => word);
};

/** Why, with whom, and what the team should know. */
export const Facts = ({ visit, when }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const flags = useFlags(visit);
  return (
    <dl className={classes.facts}>
      {visit.typeName !== undefined && (
        <Fact term={t('facts.reason')}>
          {visit.typeName}
          <span className={classes.soft}>{t('minutes', { count: visit.durationMinutes })}</span>
        </Fact>
      )}
      <WithWhom visit={visit} />
      {flags.length > 0 && (
        <Fact term={t('facts.flags')} isWarning>
          {flags.join(' · ')}
        </Fact>
      )}
      {visit.cancellationReason !== undefined && (
        <Fact term={t('facts.cancelled')}>{visit.cancellationReason}</Fact>
      )}
      {visit.overrideReason !== undefined && <Fact term={t('facts.exception')}>{visit.overrideReason}</Fact>}
      <NoteField key={`note${visit.id}`} visit={visit} field="note" when={when} />
      <NoteField key={`private${visit.id}`} visit={visit} field="privateNote" when={when} />
    </dl>
  );
};
