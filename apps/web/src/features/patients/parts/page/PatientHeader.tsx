import type { Patient } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { IconCalendarPlus, IconPencil, IconPhone } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../../../../lib/session.ts';
import { bookPath, editPath, listPath, phoneHref } from '../../paths.ts';
import { BackLink } from '../BackLink.tsx';
import { PatientMenu } from './PatientMenu.tsx';
import { Portrait } from './Portrait.tsx';
import classes from './patient-header.module.css';

const civilNameOf = ({ firstName, lastName }: Patient): string => `${firstName} ${lastName}`;

const Actions = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const mayBook = useCan('appointments:write');
  const mayWrite = useCan('patients:write');
  const isMerged = patient.status === 'merged';
  return (
    <div className={classes.actions}>
      {!isMerged && <PatientMenu patient={patient} />}
      {mayWrite && !isMerged && (
        <Button
          component={Link}
          to={editPath(patient.id)}
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {t('common:edit')}
        </Button>
      )}
      {mayBook && patient.status === 'active' && (
        <Button
          component={Link}
          to={bookPath(patient.id)}
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
        >
          {t('page.book')}
        </Button>
      )}
    </div>
  );
};

/** Who this is: the name the person uses first, then what tells people of one name apart. */
export const PatientHeader = ({ patient }: { patient: Patient }): JSX.Element => {
  const { t } = useTranslation('patients');
  const { fullName, age, recordNumber, phone, status } = patient;
  const civilName = civilNameOf(patient);
  return (
    <div className={classes.header}>
      <BackLink to={listPath} label={t('list.title')} />
      <Portrait patient={patient} />
      <div className={classes.who}>
        <div className={classes.nameLine}>
          <h1 className={classes.name}>{fullName}</h1>
          {status === 'active' ? null : <span className={classes.chip}>{t(`status.${status}`)}</span>}
        </div>
        <p className={classes.facts}>
          {fullName !== civilName && <span>{t('page.civilName', { name: civilName })}</span>}
          {age !== undefined && <span>{t('common:years', { count: age })}</span>}
          <span>{t('recordNumber', { number: recordNumber })}</span>
          <a href={phoneHref(phone)} className={classes.phone}>
            <IconPhone size={14} aria-hidden />
            {phone}
          </a>
        </p>
      </div>
      <Actions patient={patient} />
    </div>
  );
};
