import type { NeedsMoving, SlotOffer } from '@topsmile/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.ts';
import { showProblemToast } from '../../../ui/toasts.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { useMoveStranded } from '../visit-acts.ts';
import { movesOf, type Outcome, targetOf } from './moves.ts';

const toggled = (selected: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** The rows that are ticked, the times chosen for them, and what became of each move. */
export const useQueue = (rows: readonly NeedsMoving[]) => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const move = useMoveStranded();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlyMap<string, SlotOffer>>(new Map());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  /** Moved rows stay in sight with their outcome after the list has been read again. */
  const [moved, setMoved] = useState<readonly NeedsMoving[]>([]);

  const isDone = ({ visit }: NeedsMoving): boolean => outcomes.get(visit.id) === 'moved';
  const kept = moved.filter((row) => !rows.some(({ visit }) => visit.id === row.visit.id));
  const shown = [...rows, ...kept];
  const movable = shown.filter((row) => !isDone(row) && targetOf(row, chosen) !== undefined);
  const moves = movesOf(movable, selected, chosen);

  const toggle = (id: string): void => setSelected(toggled(selected, id));
  const toggleAll = (): void =>
    setSelected(moves.length === movable.length ? new Set() : new Set(movable.map(({ visit }) => visit.id)));
  const choose = (id: string, slot: SlotOffer): void => {
    setChosen(new Map(chosen).set(id, slot));
    setSelected(new Set(selected).add(id));
  };
  const run = async (): Promise<void> => {
    if (moves.length === 0 || move.isPending) return;
    try {
      const results = await move.mutateAsync(moves);
      const done = new Map(results.map(({ id, outcome }) => [String(id), outcome]));
      const movedNow = movable.filter(({ visit }) => done.get(visit.id) === 'moved');
      setOutcomes(new Map([...outcomes, ...done]));
      setMoved([...moved, ...movedNow]);
      setSelected(new Set([...selected].filter((id) => done.get(id) !== 'moved')));
      announce(t('queue.result', { count: movedNow.length, failed: results.length - movedNow.length }));
    } catch (error) {
      showProblemToast(problemText(error));
    }
  };
  return {
    shown,
    movable,
    moves,
    selected,
    chosen,
    outcomes,
    toggle,
    toggleAll,
    choose,
    run,
    isMoving: move.isPending,
  };
};

export type Queue = ReturnType<typeof useQueue>;
