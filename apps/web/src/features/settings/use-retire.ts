import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../lib/configuration.ts';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';

type Writes = {
  retire: (id: string) => Promise<unknown>;
  restore: (id: string) => Promise<unknown>;
  /** "Ana não atende mais." */
  said?: (name: string) => string;
};

/** Takes a record out of use, with ten seconds to take that back, and brings it back later. */
export const useRetire = (writes: Writes) => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const off = useConfigure(writes.retire);
  const on = useConfigure(writes.restore);
  const said = writes.said ?? ((name) => t('list.retiredNow', { name }));
  const tell = (error: unknown): void => void showProblemToast(textOf(error));
  return {
    tell,
    retire: ({ id, name }: { id: string; name: string }): void => {
      const undo = (): Promise<unknown> => on.mutateAsync(id);
      off.mutateAsync(id).then(() => offerUndo({ message: said(name), undo }), tell);
    },
    restore: (id: string): void => {
      on.mutateAsync(id).catch(tell);
    },
  };
};
