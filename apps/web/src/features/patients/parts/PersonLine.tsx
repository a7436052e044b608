import type { PatientSummary } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { initialsOf } from '../../../lib/initials.ts';
import classes from './person-line.module.css';

type Person = Pick<PatientSummary, 'fullName' | 'phone' | 'age' | 'lastVisitAt'>;
type Props = { person: Person; zone: string };

/** Initials, name, and what tells two people of one name apart. */
export const PersonLine = ({ person, zone }: Props): JSX.Element => {
  const { t, i18n } = useTranslation('visits');
  const last =
    person.lastVisitAt === undefined
      ? undefined
      : new Intl.DateTimeFormat(i18n.language, { day: '2-digit', month: '2-digit', timeZone: zone }).format(
          new Date(person.lastVisitAt),
        );
  const facts = [
    person.age === undefined ? undefined : t('person.age', { count: person.age }),
    person.phone,
    last === undefined ? t('person.noVisit') : t('person.lastVisit', { date: last }),
  ].filter((fact) => fact !== undefined && fact !== '');
  return (
    <span className={classes.person}>
      <span className={classes.initials} aria-hidden>
        {initialsOf(person.fullName)}
      </span>
      <span className={classes.words}>
        <b>{person.fullName}</b>
        <small>{facts.join(' · ')}</small>
      </span>
    </span>
  );
};
