import type { Patient } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { useDeactivatePatient, useReactivatePatient } from './patient-changes.api.ts';

type Act = () => Promise<void>;

/** Deactivate and reactivate; each takes the other back within ten seconds. */
export const useActivity = ({ id, fullName }: Patient): { deactivate: Act; reactivate: Act } => {
  const { t } = useTranslation('patients');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const off = useDeactivatePatient();
  const on = useReactivatePatient();
  const run = async (
    act: () => Promise<unknown>,
    undo: () => Promise<unknown>,
    message: string,
  ): Promise<void> => {
    try {
      await act();
      offerUndo({ message, undo });
    } catch (error) {
      showProblemToast(textOf(error));
    }
  };
  const turnOff = (): Promise<Patient> => off.mutateAsync(id);
  const turnOn = (): Promise<Patient> => on.mutateAsync(id);
  return {
    deactivate: () => run(turnOff, turnOn, t('activity.deactivated', { name: fullName })),
    reactivate: () => run(turnOn, turnOff, t('activity.reactivated', { name: fullName })),
  };
};
