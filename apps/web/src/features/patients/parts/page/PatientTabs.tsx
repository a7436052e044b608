import { IconChevronRight } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { patientPath, type PatientTab, patientTabs } from '../../paths.ts';
import classes from './patient-tabs.module.css';

type Props = { patientId: string; tab: PatientTab };

/** The record's parts, each with an address of its own; on a phone a list. */
export const PatientTabs = ({ patientId, tab }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <nav aria-label={t('tabs.label')} className={classes.tabs}>
      {patientTabs.map((name) => (
        <Link
          key={name}
          to={patientPath(patientId, name)}
          replace
          className={classes.tab}
          aria-current={name === tab ? 'page' : undefined}
          aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
        >
          {t(`tabs.${name}`)}
          <IconChevronRight size={18} aria-hidden className={classes.chevron} />
        </Link>
      ))}
    </nav>
  );
};
