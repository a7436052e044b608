import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcer.ts';
import { useWeekdayNames, type WeekdayNames } from './use-weekday-names.ts';
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

type Acts = {
  /** Undefined when it was made; else the sentence that says why not. */
  change: (block: WeekBlock) => string | undefined;
  add: (weekday: number, times?: { from: number; to: number }) => void;
  remove: (key: string) => void;
  copy: (weekday: number, targets: readonly number[]) => void;
  clear: (weekday: number) => void;
};

export type Week = Acts & {
  blocks: readonly WeekBlock[];
  /** Minutes between two times that dragging and arrows can reach. */
  step: number;
  selected: WeekBlock | undefined;
  /** Why the last change was not made, in the reader's words. */
  refusal: string | undefined;
  select: (key: string | undefined) => void;
};

type Options = {
  blocks: readonly WeekBlock[];
  step: number;
  /** What a new block is bound to. */
  defaultPlace: string;
  onChange: (blocks: WeekBlock[]) => void;
};

type Context = Options & {
  t: TFunction<'settings'>;
  names: WeekdayNames;
  select: (key: string) => void;
  /** Says why nothing changed. */
  refuse: (text: string) => string;
  /** Takes the new week and says what happened. */
  accept: (next: WeekBlock[], said?: string) => void;
};

const clashInside = (blocks: readonly WeekBlock[]): WeekBlock | undefined =>
  blocks.find((block) => clashWith(blocks, block) !== undefined);

const refuseClash = ({ t, names, refuse }: Context, { weekday, from, to }: WeekBlock): string =>
  refuse(t('week.overlap', { day: names.long(weekday), from: timeOf(from), to: timeOf(to) }));

const addTo = (context: Context, weekday: number, times: { from: number; to: number } | undefined): void => {
  const { blocks, defaultPlace, t, names, select, refuse, accept } = context;
  if (times === undefined) {
    refuse(t('week.dayIsFull', { day: names.long(weekday) }));
    return;
  }
  const place = onDay(blocks, weekday).at(-1)?.place ?? defaultPlace;
  const block = { key: newKey(), weekday, place, ...times };
  const clash = clashWith(blocks, block);
  if (clash !== undefined) {
    refuseClash(context, clash);
    return;
  }
  accept(added(blocks, block), t('week.added', { from: timeOf(block.from), to: timeOf(block.to) }));
  select(block.key);
};

const copyDay = (context: Context, weekday: number, targets: readonly number[]): void => {
  const { blocks, t, names, accept } = context;
  const next = withDayCopied(blocks, weekday, targets);
  const clash = clashInside(next);
  if (clash !== undefined) {
    refuseClash(context, clash);
    return;
  }
  const days = targets.filter((target) => target !== weekday).map((target) => names.long(target));
  accept(next, t('week.copied', { day: names.long(weekday), days: days.join(', ') }));
};

const actsOn = (context: Context): Acts => {
  const { blocks, t, names, accept } = context;
  return {
    change: (block) => {
      const clash = clashWith(blocks, block);
      if (clash !== undefined) return refuseClash(context, clash);
      accept(replaced(blocks, block));
      return undefined;
    },
    add: (weekday, times = proposalFor(blocks, weekday)) => addTo(context, weekday, times),
    copy: (weekday, targets) => copyDay(context, weekday, targets),
    remove: (key) =>
      accept(
        blocks.filter((block) => block.key !== key),
        t('week.removed'),
      ),
    clear: (weekday) =>
      accept(
        blocks.filter((block) => block.weekday !== weekday),
        t('week.cleared', { day: names.long(weekday) }),
      ),
  };
};

/** What can be done to a week. Two blocks never take the same minute: such a change is refused, in words. */
export const useWeek = (options: Options): Week => {
  const { blocks, step, defaultPlace, onChange } = options;
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const [selectedKey, select] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const acts = useMemo(
    () =>
      actsOn({
        blocks,
        step,
        defaultPlace,
        onChange,
        t,
        names,
        select,
        refuse: (text) => {
          setRefusal(text);
          announce(text, 'assertive');
          return text;
        },
        accept: (next, said) => {
          setRefusal(undefined);
          onChange(next);
          if (said !== undefined) announce(said);
        },
      }),
    [blocks, defaultPlace, names, onChange, step, t],
  );
  return { ...acts, blocks, step, selected: blocks.find(({ key }) => key === selectedKey), refusal, select };
};
