import type { PatientSummary } from '@topsmile/contracts';
import { IconPhone } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../../lib/dates.ts';
import { type Column, DataTable } from '../../../../ui/DataTable.tsx';
import { patientPath, phoneHref } from '../../paths.ts';
import { initialsOf } from '../../../../lib/initials.ts';
import classes from './patient-table.module.css';

type Props = {
  rows: readonly PatientSummary[];
  zone: string;
  /** The row that Enter in the search would open. */
  firstKey: string | undefined;
  onOpen: (patient: PatientSummary) => void;
};

const Name = ({ patient }: { patient: PatientSummary }): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <span className={classes.person}>
      <span className={classes.initials} aria-hidden>
        {initialsOf(patient.fullName)}
      </span>
      <Link to={patientPath(patient.id)} tabIndex={-1} className={classes.name}>
        {patient.fullName}
      </Link>
      {patient.age !== undefined && (
        <span className={classes.age}>{t('common:years', { count: patient.age })}</span>
      )}
      {patient.isRestricted === true && <span className={classes.chip}>{t('restricted.row')}</span>}
      {patient.status !== 'active' && <span className={classes.chip}>{t(`status.${patient.status}`)}</span>}
    </span>
  );
};

const useColumns = (zone: string): readonly [Column<PatientSummary>, ...Column<PatientSummary>[]] => {
  const { t } = useTranslation('patients');
  const dates = useDates(zone);
  const day = (instant: string | undefined): JSX.Element =>
    instant === undefined ? (
      <span className={classes.none}>–</span>
    ) : (
      <>{dates.instant(instant, 'dayShort')}</>
    );
  return [
    { key: 'name', header: t('list.name'), render: (patient) => <Name patient={patient} /> },
    { key: 'phone', header: t('list.phone'), render: ({ phone }) => phone, width: '170px' },
    {
      key: 'record',
      header: t('list.record'),
      render: ({ recordNumber }) => recordNumber,
      isNumber: true,
      isWideOnly: true,
      width: '110px',
    },
    {
      key: 'last',
      header: t('list.last'),
      render: ({ lastVisitAt }) => day(lastVisitAt),
      isWideOnly: true,
      width: '140px',
    },
    {
      key: 'next',
      header: t('list.next'),
      render: ({ nextVisitAt }) =>
        nextVisitAt === undefined ? (
          <span className={classes.none}>–</span>
        ) : (
          <span className={classes.next}>
            <span className={classes.nextWord}>{t('list.nextShort')}</span>
            {dates.instant(nextVisitAt, 'dayTime')}
          </span>
        ),
      width: '150px',
    },
  ];
};

/** The rows of the list; on a phone two lines and a way to call. */
export const PatientTable = ({ rows, zone, firstKey, onOpen }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const columns = useColumns(zone);
  return (
    <DataTable
      label={t('list.title')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      onOpen={onOpen}
      selectedKey={firstKey}
      actionsLabel={t('list.actions')}
      actionsOf={(patient) => (
        <a
          className={classes.call}
          href={phoneHref(patient.phone)}
          aria-label={t('list.call', { name: patient.fullName })}
        >
          <IconPhone size={20} aria-hidden />
        </a>
      )}
    />
  );
};
