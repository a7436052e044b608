import type { AppointmentStatus, Visit, VisitCard } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { showProblemToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { useUndo } from '../../../ui/use-undo.ts';
import { useChangeStatus, useDecideApproval, useStepBack } from '../visit-acts.ts';

type Target = Exclude<AppointmentStatus, 'held' | 'expired'>;
export type StepOrder = { status: Target; reason?: string; operatoryId?: string };

type Known = Pick<VisitCard, 'rev'> & { id: string; patientName: string | undefined };

/** The acts that move a visit along. Each is said, and can be taken back for ten seconds. */
export const useVisitSteps = (visit: Known) => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const offerUndo = useUndo();
  const change = useChangeStatus();
  const back = useStepBack();
  const decide = useDecideApproval();
  const name = visit.patientName ?? '';

  /** Throws what the server refused, for dialogs that show it themselves. */
  const go = async (order: StepOrder): Promise<Visit> => {
    const changed = await change.mutateAsync({ visitId: visit.id, rev: visit.rev, ...order });
    offerUndo({
      message: t(`done.${order.status}`, { name }),
      undo: () => back.mutateAsync({ visitId: changed.id, rev: changed.rev }),
      undoneMessage: t('done.undone', { name }),
    });
    return changed;
  };
  /** Tells what was refused in a notice; the card is back where it was. */
  const goOrTell = async (order: StepOrder): Promise<void> => {
    if (change.isPending) return;
    try {
      await go(order);
    } catch (error) {
      showProblemToast(problemText(error));
    }
  };
  const approve = async (): Promise<void> => {
    if (decide.isPending) return;
    try {
      await decide.mutateAsync({ visitId: visit.id, rev: visit.rev, decision: 'approved' });
    } catch (error) {
      showProblemToast(problemText(error));
    }
  };
  const refuse = (reason: string): Promise<Visit> =>
    decide.mutateAsync({ visitId: visit.id, rev: visit.rev, decision: 'refused', reason });
  return { go, goOrTell, approve, refuse, isWorking: change.isPending || decide.isPending };
};

export type VisitSteps = ReturnType<typeof useVisitSteps>;
