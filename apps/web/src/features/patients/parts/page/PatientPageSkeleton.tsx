import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Bone, Loading } from '../../../../ui/Skeletons.tsx';
import classes from './patient-page-skeleton.module.css';

/** Header, tabs and sheets in their places. */
export const PatientPageSkeleton = (): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <Loading label={t('page.loading')}>
      <div className={classes.top}>
        <div className={classes.header}>
          <Bone width="48px" height={48} isRound />
          <div className={classes.words}>
            <Bone width="220px" height={20} />
            <Bone width="320px" />
          </div>
        </div>
        <div className={classes.tabs}>
          <Bone width="92px" />
          <Bone width="76px" />
        </div>
      </div>
      <div className={classes.body}>
        <Bone height={220} />
        <Bone height={220} />
      </div>
    </Loading>
  );
};
