import type { VisitCard } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { nextStepOf } from '../../lib/next-step.ts';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { useAdvance, useStepBack } from './agenda.api.ts';

/** Takes a visit's next step, with ten seconds to take it back. */
export const useAdvanceVisit = (zone: string): ((card: VisitCard) => void) => {
  const { t } = useTranslation('agenda');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const stepBack = useStepBack();
  const { mutate } = useAdvance();
  return (card) => {
    const status = nextStepOf(card, zone);
    if (status === undefined) return;
    mutate(
      { card, status },
      {
        onSuccess: (visit) =>
          offerUndo({
            message: t(`advanced.${status}`, { name: card.patientName ?? t('unnamed') }),
            undo: () => stepBack(visit),
          }),
        onError: (problem) => showProblemToast(textOf(problem)),
      },
    );
  };
};
