import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { addUndoToast, dropToast, showProblemToast, showToast } from './toasts.ts';
import { useProblemText } from './use-problem-text.ts';

type Offer = {
  /** What was done: "Consulta movida para a cadeira 2." */
  message: string;
  undo: () => Promise<unknown>;
  /** Said after undoing; a general sentence otherwise. */
  undoneMessage?: string;
};

/** Offers ten seconds to take an act back. A failed undo says why and can be tried again. */
export const useUndo = (): ((offer: Offer) => void) => {
  const { t } = useTranslation();
  const textOf = useProblemText();
  return useCallback(
    ({ message, undo, undoneMessage }) => {
      const run = (): void => {
        dropToast(id);
        undo().then(
          () => showToast(undoneMessage ?? t('undone')),
          (error: unknown) => showProblemToast(textOf(error), { label: t('retry'), run }),
        );
      };
      const id = addUndoToast(message, { label: t('undo'), run });
    },
    [t, textOf],
  );
};
