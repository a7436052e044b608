import type { Patient, VisitCard } from '@topsmile/contracts';
import { IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../../lib/dates.ts';
import { useCan } from '../../../../lib/session.ts';
import { StatusChip } from '../../../../ui/StatusChip.tsx';
import { patientVisitsQuery } from '../../patient-list.api.ts';
import { bookPath, visitPath } from '../../paths.ts';
import { dayOf, useZone } from '../../use-zone.ts';
import classes from './next-visit.module.css';
import { Sheet } from './Sheet.tsx';
import { shownStatusOf } from './Visits.tsx';

const useNextVisit = ({ id, nextVisitAt }: Patient): VisitCard | undefined => {
  const { data } = useInfiniteQuery(patientVisitsQuery(id));
  const visits = data?.pages.flatMap(({ items }) => items) ?? [];
  return visits.find(
    ({ startsAt, status }) => startsAt === nextVisitAt && status !== 'cancelled' && status !== 'no_show',
  );
};

/** The date speaks first; what and with whom follow when they have arrived. */
const Marked = ({
  nextVisitAt,
  visit,
}: {
  nextVisitAt: string;
  visit: VisitCard | undefined;
}): JSX.Element => {
  const zone = useZone();
  const dates = useDates(zone);
  const what = [visit?.typeName, visit?.providerName].filter((part) => part !== undefined);
  return (
    <Link
      className={classes.visit}
      to={
        visit === undefined
          ? `/agenda?day=${dayOf(nextVisitAt, zone)}`
          : visitPath(visit.id, dayOf(nextVisitAt, zone))
      }
    >
      <span className={classes.words}>
        <span className={classes.day}>
          {dates.instant(nextVisitAt, 'day')}, {dates.instant(nextVisitAt, 'time')}
        </span>
        <span className={classes.what}>{what.join(' · ')}</span>
      </span>
      {visit !== undefined && <StatusChip status={shownStatusOf(visit)} />}
      <IconChevronRight size={18} aria-hidden className={classes.chevron} />
    </Link>
  );
};

export const NextVisit = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  const visit = useNextVisit(patient);
  const mayBook = useCan('appointments:write') && patient.status === 'active';
  const { lastVisitAt, nextVisitAt } = patient;
  return (
    <Sheet title={t('overview.next')}>
      {nextVisitAt === undefined ? (
        <p className={classes.none}>
          {t('overview.noNext')}{' '}
          {mayBook && (
            <Link to={bookPath(patient.id)} className={classes.book}>
              {t('page.book')}
            </Link>
          )}
        </p>
      ) : (
        <Marked nextVisitAt={nextVisitAt} visit={visit} />
      )}
      <p className={classes.last}>
        {lastVisitAt === undefined
          ? t('overview.noLast')
          : t('overview.last', { date: dates.instant(lastVisitAt, 'dayShort') })}
      </p>
    </Sheet>
  );
};
