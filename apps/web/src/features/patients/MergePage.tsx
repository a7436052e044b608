import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import classes from './merge-page.module.css';
import { BackLink } from './parts/BackLink.tsx';
import { MergeComparison } from './parts/merge/MergeComparison.tsx';
import { OtherRecord } from './parts/merge/OtherRecord.tsx';
import { type MergePair, mergePreviewQuery, useMergePatients, useUndoMerge } from './patient-changes.api.ts';
import { patientQuery } from './patients.api.ts';
import { patientPath } from './paths.ts';

/** Two records of one person, shown side by side before they become one. */
const Preview = ({ pair, onSwap }: { pair: MergePair; onSwap: () => void }): JSX.Element => {
  const { t } = useTranslation('patients');
  const navigate = useNavigate();
  const offerUndo = useUndo();
  const [isAsking, setAsking] = useState(false);
  const { data, error, refetch, isFetching } = useQuery(mergePreviewQuery(pair));
  const merge = useMergePatients();
  const undo = useUndoMerge();
  if (error !== null && data === undefined)
    return (
      <ErrorState
        title={t('merge.failed')}
        error={error}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  if (data === undefined) return <RowsSkeleton label={t('merge.loading')} rows={6} />;
  const names = { survivor: data.survivor.fullName, number: data.survivor.recordNumber };
  const confirm = async (): Promise<void> => {
    const { mergeId } = await merge.mutateAsync(pair);
    offerUndo({
      message: t('merge.done', names),
      undo: () => undo.mutateAsync(mergeId),
      undoneMessage: t('merge.undone'),
    });
    await navigate(patientPath(pair.survivorId), { replace: true });
  };
  return (
    <>
      <MergeComparison preview={data} />
      <div className={classes.actions}>
        <Button variant="default" leftSection={<IconArrowsExchange size={18} aria-hidden />} onClick={onSwap}>
          {t('merge.swap')}
        </Button>
        <Button onClick={() => setAsking(true)}>{t('merge.into', names)}</Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('merge.ask', { name: data.duplicate.fullName, ...names })}
        confirmLabel={t('merge.confirm')}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {t('merge.askText', { count: data.movedVisits })}
      </ConfirmDialog>
    </>
  );
};

export const MergePage = (): JSX.Element => {
  const { t } = useTranslation('patients');
  const { patientId = '' } = useParams();
  const { data: patient, error, refetch } = useQuery(patientQuery(patientId));
  const [pair, setPair] = useState<MergePair>();
  const choose = (otherId: string): void => setPair({ survivorId: patientId, duplicateId: otherId });
  const swap = (): void =>
    setPair((now) => now && { survivorId: now.duplicateId, duplicateId: now.survivorId });
  return (
    <Page title={t('merge.title')} before={<BackLink to={patientPath(patientId)} label={t('record')} />}>
      <div className={classes.page}>
        {patient === undefined && error !== null && (
          <ErrorState title={t('page.failed')} error={error} onRetry={() => void refetch()} />
        )}
        {patient !== undefined && (
          <OtherRecord
            patient={patient}
            chosenId={pair && (pair.survivorId === patient.id ? pair.duplicateId : pair.survivorId)}
            onChoose={choose}
          />
        )}
        {pair !== undefined && (
          <Preview key={`${pair.survivorId}-${pair.duplicateId}`} pair={pair} onSwap={swap} />
        )}
      </div>
    </Page>
  );
};
