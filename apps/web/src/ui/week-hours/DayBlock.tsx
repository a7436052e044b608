import { type JSX, type KeyboardEvent, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from './BlockFields.tsx';
import { BlockHandle } from './BlockHandle.tsx';
import { useEdgeDrag } from './use-edge-drag.ts';
import type { Week } from './use-week.ts';
import { minutesADay, shortTimeOf, timeOf, type WeekBlock } from './week.ts';
import classes from './week-hours.module.css';

type Props = {
  week: Week;
  block: WeekBlock;
  dayName: string;
  places: readonly Place[];
  kinds: readonly Place[];
  track: RefObject<HTMLElement | null>;
};

const share = (minutes: number): string => `${(minutes / minutesADay) * 100}%`;

const shifted = (block: WeekBlock, by: number): WeekBlock | undefined => {
  const from = block.from + by;
  const to = block.to + by;
  return from >= 0 && to <= minutesADay ? { ...block, from, to } : undefined;
};

const keptNames = (kinds: readonly Place[], { kept }: WeekBlock): string | undefined =>
  kept?.map((id) => kinds.find(({ value }) => value === id)?.label ?? '–').join(', ');

const shifts = (step: number): Record<string, number> => ({ ArrowRight: step, ArrowLeft: -step });

/** A stretch of working time on its day: the body moves it, the ends resize it. */
export const DayBlock = ({ week, block, dayName, places, kinds, track }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const start = useRef(block);
  const isSelected = week.selected?.key === block.key;
  const placeName = places.length > 1 ? places.find(({ value }) => value === block.place)?.label : undefined;
  const keptFor = keptNames(kinds, block);
  const times = `${shortTimeOf(block.from)}–${shortTimeOf(block.to)}`;

  const moveTo = (next: WeekBlock | undefined): void => {
    if (next !== undefined && next.from !== block.from) week.change(next);
  };
  const drag = useEdgeDrag({
    track,
    step: week.step,
    onStart: () => {
      start.current = block;
      week.select(block.key);
    },
    onMove: (_, distance) => moveTo(shifted(start.current, distance)),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      // Its day's menu takes the focus, so that the keyboard does not fall back to the top of the page.
      track.current?.parentElement?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
      week.remove(block.key);
      return;
    }
    const by = shifts(week.step)[event.key];
    if (by === undefined) return;
    event.preventDefault();
    moveTo(shifted(block, by));
  };

  return (
    <div
      className={classes.block}
      data-selected={isSelected || undefined}
      data-overnight={block.to > minutesADay || undefined}
      style={{
        insetInlineStart: share(block.from),
        inlineSize: share(Math.min(block.to, minutesADay) - block.from),
      }}
    >
      <button
        type="button"
        className={classes.body}
        aria-pressed={isSelected}
        aria-label={[
          dayName,
          t('week.times', { from: timeOf(block.from), to: timeOf(block.to) }),
          placeName,
          keptFor === undefined ? undefined : t('week.onlyFor', { kinds: keptFor }),
        ]
          .filter(Boolean)
          .join(', ')}
        onFocus={() => week.select(block.key)}
        onClick={() => week.select(block.key)}
        onKeyDown={onKeyDown}
        {...drag}
      >
        <span>{times}</span>
        {placeName !== undefined && <small>{placeName}</small>}
        {keptFor !== undefined && <small>{t('week.onlyFor', { kinds: keptFor })}</small>}
      </button>
      <BlockHandle week={week} block={block} edge="from" dayName={dayName} track={track} />
      <BlockHandle week={week} block={block} edge="to" dayName={dayName} track={track} />
    </div>
  );
};
