import type { Patient, PatientMergeRecord } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDates } from '../../../../lib/dates.ts';
import { useCan } from '../../../../lib/session.ts';
import { ConfirmDialog } from '../../../../ui/ConfirmDialog.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { showToast } from '../../../../ui/toasts.ts';
import { mergesQuery, useUndoMerge } from '../../patient-changes.api.ts';
import { patientPath } from '../../paths.ts';
import { useZone } from '../../use-zone.ts';
import classes from './merges.module.css';
import { Sheet } from './Sheet.tsx';

const UndoMerge = ({ merge }: { merge: PatientMergeRecord }): JSX.Element => {
  const { t } = useTranslation('patients');
  const [isAsking, setAsking] = useState(false);
  const undo = useUndoMerge();
  const { fullName, recordNumber } = merge.duplicate;
  const confirm = async (): Promise<void> => {
    await undo.mutateAsync(merge.id);
    showToast(t('merge.undone'));
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={t('merge.undoNamed', { name: fullName, number: recordNumber })}
        onClick={() => setAsking(true)}
      >
        {t('merge.undo')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('merge.undoAsk', { name: fullName, number: recordNumber })}
        confirmLabel={t('merge.undo')}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {t('merge.undoText', { count: merge.movedVisits })}
      </ConfirmDialog>
    </>
  );
};

type EntryProps = { merge: PatientMergeRecord; patient: Patient; mayUndo: boolean };

const Entry = ({ merge, patient, mayUndo }: EntryProps): JSX.Element => {
  const { t } = useTranslation('patients');
  const dates = useDates(useZone());
  const isSurvivor = merge.survivor.id === patient.id;
  const other = isSurvivor ? merge.duplicate : merge.survivor;
  const when = dates.instant(merge.at, 'dayTime');
  const state =
    merge.undoneAt === undefined
      ? undefined
      : t('merge.undoneAt', { when: dates.instant(merge.undoneAt, 'dayTime') });
  return (
    <li className={classes.entry}>
      <span className={classes.words}>
        <Link to={patientPath(other.id)} className={classes.other}>
          {t(isSurvivor ? 'merge.tookIn' : 'merge.wentInto', {
            name: other.fullName,
            number: other.recordNumber,
          })}
        </Link>
        <span className={classes.facts}>
          {[when, merge.by, state].filter((part) => part !== undefined).join(' · ')}
        </span>
      </span>
      {mayUndo && merge.canUndo && <UndoMerge merge={merge} />}
    </li>
  );
};

/** Earlier merges of this record; most records have none, and then nothing stands here. */
export const Merges = ({ patient }: { patient: Patient }): JSX.Element | null => {
  const { t } = useTranslation('patients');
  const mayUndo = useCan('patients:bulk');
  const { data, error, refetch, isFetching } = useQuery(mergesQuery(patient.id));
  if (data === undefined && error === null) return null;
  if (data?.length === 0) return null;
  return (
    <Sheet title={t('merge.earlier')}>
      {data === undefined ? (
        <ErrorState
          title={t('merge.earlierFailed')}
          error={error}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <ul className={classes.list}>
          {data.map((merge) => (
            <Entry key={merge.id} merge={merge} patient={patient} mayUndo={mayUndo} />
          ))}
        </ul>
      )}
    </Sheet>
  );
};
