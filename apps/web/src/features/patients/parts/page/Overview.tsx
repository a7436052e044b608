import type { Patient } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../../lib/dates.ts';
import { showDay } from '../../../../ui/typed-date.ts';
import { patientPath, phoneHref } from '../../paths.ts';
import { addressLine } from '../../shown-value.ts';
import { useZone } from '../../use-zone.ts';
import { Merges } from './Merges.tsx';
import { NextVisit } from './NextVisit.tsx';
import classes from './overview.module.css';
import { Restriction } from './Restriction.tsx';
import { Facts, Sheet } from './Sheet.tsx';

type Props = { patient: Patient };

const Call = ({ phone }: { phone: string }): JSX.Element => <a href={phoneHref(phone)}>{phone}</a>;

const blankAsNone = (text: string): string | undefined => (text === '' ? undefined : text);

const Contacts = ({ patient }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const { phone, email, preferredContact } = patient;
  return (
    <Sheet title={t('form.contact')}>
      <Facts
        nothing={t('form.nothing')}
        facts={[
          { label: t('field.phone'), value: <Call phone={phone} /> },
          {
            label: t('field.email'),
            value: email === undefined ? undefined : <a href={`mailto:${email}`}>{email}</a>,
          },
          { label: t('field.preferredContact'), value: t(`contactBy.${preferredContact}`) },
          { label: t('form.address'), value: blankAsNone(addressLine(patient.address)) },
        ]}
      />
    </Sheet>
  );
};

const Personal = ({ patient }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  const { dateOfBirth, gender, cpf, createdAt } = patient;
  return (
    <Sheet title={t('overview.personal')}>
      <Facts
        nothing={t('form.nothing')}
        facts={[
          {
            label: t('field.dateOfBirth'),
            value: dateOfBirth === undefined ? undefined : showDay(dateOfBirth),
          },
          {
            label: t('field.gender'),
            value: gender === undefined ? undefined : t(`gender.${gender}`),
          },
          { label: t('field.cpf'), value: cpf },
          { label: t('overview.since'), value: dates.instant(createdAt, 'dayShort') },
        ]}
      />
    </Sheet>
  );
};

const Guardian = ({ patient: { guardian } }: Props): JSX.Element | null => {
  const { t } = useTranslation('patients');
  if (guardian === undefined) return null;
  const { name, phone, cpf, relationship, patientId } = guardian;
  return (
    <Sheet title={t('form.guardian')}>
      <Facts
        nothing={t('form.nothing')}
        facts={[
          {
            label: t(`relationship.${relationship}`),
            value: patientId === undefined ? name : <Link to={patientPath(patientId)}>{name}</Link>,
          },
          {
            label: t('field.guardianPhone'),
            value: phone === undefined ? undefined : <Call phone={phone} />,
          },
          { label: t('field.guardianCpf'), value: cpf },
        ]}
      />
    </Sheet>
  );
};

const Emergency = ({ patient: { emergencyContact: contact } }: Props): JSX.Element | null => {
  const { t } = useTranslation('patients');
  if (contact === undefined) return null;
  return (
    <Sheet title={t('form.emergency')}>
      <Facts
        nothing={t('form.nothing')}
        facts={[
          { label: contact.relationship ?? t('field.emergencyName'), value: contact.name },
          { label: t('field.emergencyPhone'), value: <Call phone={contact.phone} /> },
        ]}
      />
    </Sheet>
  );
};

/** The person at a glance: when next, how to reach them, who answers for them. */
export const Overview = ({ patient }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <NextVisit patient={patient} />
        <Sheet title={t('field.notes')}>
          <p className={classes.note} data-empty={patient.notes === undefined || undefined}>
            {patient.notes ?? t('overview.noNotes')}
          </p>
        </Sheet>
        <Guardian patient={patient} />
        <Emergency patient={patient} />
      </div>
      <div className={classes.column}>
        <Personal patient={patient} />
        <Contacts patient={patient} />
        <Merges patient={patient} />
        <Restriction patient={patient} />
      </div>
    </div>
  );
};
