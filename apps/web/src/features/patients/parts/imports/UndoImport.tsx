import type { ImportReport } from '@topsmile/contracts';
import { Button } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../ui/ConfirmDialog.tsx';
import { showToast } from '../../../../ui/toasts.ts';
import { useUndoImport } from '../../imports.api.ts';

/** Takes a batch back. Records somebody has used since stay, and are counted. */
export const UndoImport = ({ report }: { report: ImportReport }): JSX.Element => {
  const { t } = useTranslation('patients');
  const [isAsking, setAsking] = useState(false);
  const undo = useUndoImport();
  const confirm = async (): Promise<void> => {
    const { removed, kept } = await undo.mutateAsync(report.id);
    const taken = t('import.removed', { count: removed });
    showToast(kept === 0 ? taken : `${taken} ${t('import.kept', { count: kept })}`);
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        {t('import.undo')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('import.undoAsk', { file: report.fileName })}
        confirmLabel={t('import.undo')}
        isDangerous
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {t('import.undoText')}
      </ConfirmDialog>
    </>
  );
};
