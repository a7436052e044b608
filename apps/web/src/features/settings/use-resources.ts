import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../lib/configuration.ts';
import { announce } from '../../ui/announcer.ts';
import { showProblemToast } from '../../ui/toasts.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import { useUndo } from '../../ui/use-undo.ts';

type Item = { id: string; name: string; rev: number; order: number; isActive: boolean };
type Change = { rev: number; name?: string; order?: number; isActive?: boolean };

type Options<I extends Item> = {
  items: readonly I[];
  change: (id: I['id'], body: Change) => Promise<unknown>;
};

/** Renaming, ordering, retiring and restoring, the same for chairs and equipment. */
export const useResources = <I extends Item>({ items, change }: Options<I>) => {
  const { t } = useTranslation('settings');
  const textOf = useProblemText();
  const offerUndo = useUndo();
  const write = useConfigure(async (changes: { id: I['id']; body: Change }[]) => {
    // One after the other: the list never passes through an order nobody asked for twice.
    for (const { id, body } of changes) await change(id, body);
  });
  const find = (id: string): I | undefined => items.find((item) => item.id === id);
  const tell = (error: unknown): void => void showProblemToast(textOf(error));

  const setActive = (item: I, isActive: boolean, rev = item.rev): Promise<void> =>
    write.mutateAsync([{ id: item.id, body: { rev, isActive } }]);

  return {
    rename: async (id: string, name: string): Promise<void> => {
      const item = find(id);
      if (item !== undefined) await write.mutateAsync([{ id: item.id, body: { rev: item.rev, name } }]);
    },
    order: (ids: string[], movedId: string): void => {
      const changes = ids.flatMap((id, order) => {
        const item = find(id);
        return item === undefined || item.order === order
          ? []
          : [{ id: item.id, body: { rev: item.rev, order } }];
      });
      const name = find(movedId)?.name ?? '';
      write
        .mutateAsync(changes)
        .then(
          () => announce(t('list.moved', { name, place: ids.indexOf(movedId) + 1, count: ids.length })),
          tell,
        );
    },
    retire: (id: string): void => {
      const item = find(id);
      if (item === undefined) return;
      setActive(item, false).then(
        () =>
          offerUndo({
            message: t('list.retiredNow', { name: item.name }),
            undo: () => setActive(item, true, item.rev + 1),
          }),
        tell,
      );
    },
    restore: (id: string): void => {
      const item = find(id);
      if (item === undefined) return;
      setActive(item, true).then(() => announce(t('list.restoredNow', { name: item.name })), tell);
    },
  };
};
