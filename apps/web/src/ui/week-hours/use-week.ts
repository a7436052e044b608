import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcer.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import {
  added,
  clashWith,
  newKey,
  onDay,
  proposalFor,
  replaced,
  timeOf,
  type WeekBlock,
  withDayCopied,
} from './week.ts';

export type Week = {
  blocks: readonly WeekBlock[];
  /** Minutes between two times that dragging and arrows can reach. */
  step: number;
  selected: WeekBlock | undefined;
  /** Why the last change was not made, in the reader's words. */
  refusal: string | undefined;
  select: (key: string | undefined) => void;
  /** Undefined when it was made; else the sentence that says why not. */
  change: (block: WeekBlock) => string | undefined;
  add: (weekday: number, times?: { from: number; to: number }) => void;
  remove: (key: string) => void;
  copy: (weekday: number, targets: readonly number[]) => void;
  clear: (weekday: number) => void;
};

type Options = {
  blocks: readonly WeekBlock[];
  step: number;
  /** What a new block is bound to. */
  defaultPlace: string;
  onChange: (blocks: WeekBlock[]) => void;
};

const clashInside = (blocks: readonly WeekBlock[]): WeekBlock | undefined =>
  blocks.find((block) => clashWith(blocks, block) !== undefined);

/** What can be done to a week. Two blocks never take the same minute: such a change is refused, in words. */
export const useWeek = ({ blocks, step, defaultPlace, onChange }: Options): Week => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const [selectedKey, select] = useState<string>();
  const [refusal, setRefusal] = useState<string>();

  const refuse = useCallback((text: string): string => {
    setRefusal(text);
    announce(text, 'assertive');
    return text;
  }, []);

  const accept = useCallback(
    (next: WeekBlock[], said?: string): undefined => {
      setRefusal(undefined);
      onChange(next);
      if (said !== undefined) announce(said);
    },
    [onChange],
  );

  const taken = useCallback(
    (by: WeekBlock): string =>
      t('week.overlap', { day: names.long(by.weekday), from: timeOf(by.from), to: timeOf(by.to) }),
    [names, t],
  );

  return useMemo(() => {
    const change = (block: WeekBlock): string | undefined => {
      const clash = clashWith(blocks, block);
      if (clash !== undefined) return refuse(taken(clash));
      return accept(replaced(blocks, block));
    };
    const add: Week['add'] = (weekday, times = proposalFor(blocks, weekday)) => {
      if (times === undefined) {
        refuse(t('week.dayIsFull', { day: names.long(weekday) }));
        return;
      }
      const place = onDay(blocks, weekday).at(-1)?.place ?? defaultPlace;
      const block = { key: newKey(), weekday, place, ...times };
      const clash = clashWith(blocks, block);
      if (clash !== undefined) {
        refuse(taken(clash));
        return;
      }
      accept(added(blocks, block), t('week.added', { from: timeOf(block.from), to: timeOf(block.to) }));
      select(block.key);
    };
    const copy: Week['copy'] = (weekday, targets) => {
      const next = withDayCopied(blocks, weekday, targets);
      const clash = clashInside(next);
      if (clash !== undefined) {
        refuse(taken(clash));
        return;
      }
      const days = targets.filter((target) => target !== weekday).map((target) => names.long(target));
      accept(next, t('week.copied', { day: names.long(weekday), days: days.join(', ') }));
    };
    return {
      blocks,
      step,
      selected: blocks.find(({ key }) => key === selectedKey),
      refusal,
      select,
      change,
      add,
      copy,
      remove: (key) => accept(blocks.filter((block) => block.key !== key), t('week.removed')),
      clear: (weekday) =>
        accept(
          blocks.filter((block) => block.weekday !== weekday),
          t('week.cleared', { day: names.long(weekday) }),
        ),
    };
  }, [accept, blocks, defaultPlace, names, refusal, refuse, selectedKey, step, t, taken]);
};
