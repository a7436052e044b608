/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions -- a day's row: its keys belong to the blocks inside, and a fieldset is no grid row */
import { type JSX, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from './BlockFields.tsx';
import { DayBlock } from './DayBlock.tsx';
import { dayAfter, DayMenu } from './DayMenu.tsx';
import { useEdgeDrag } from './use-edge-drag.ts';
import type { Week } from './use-week.ts';
import { useWeekdayNames } from './use-weekday-names.ts';
import { gapAt, minutesADay, onDay, totalMinutes, type WeekBlock } from './week.ts';
import classes from './week-hours.module.css';
import { useDuration } from './use-duration.ts';

type Props = {
  week: Week;
  weekday: number;
  places: readonly Place[];
  kinds: readonly Place[];
  /** Hours drawn behind, such as the opening hours of the place. */
  ground: readonly WeekBlock[];
};

type Span = { from: number; to: number };
const share = (minutes: number): string => `${(minutes / minutesADay) * 100}%`;
const placed = ({ from, to }: Span) => ({
  insetInlineStart: share(from),
  inlineSize: share(Math.min(to, minutesADay) - from),
});

/** A click makes four hours, a drag makes what it spans; never over another block. */
const useDrawing = (week: Week, weekday: number) => {
  const track = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Span>();
  const spanned = (minute: number, distance: number): Span | undefined => {
    const anchor = minute - distance;
    const gap = gapAt(week.blocks, weekday, Math.min(anchor, minutesADay - 1));
    if (gap === undefined) return undefined;
    const isClick = Math.abs(distance) < week.step;
    const from = Math.max(gap.from, Math.min(anchor, minute));
    const to = Math.min(gap.to, isClick ? anchor + 240 : Math.max(anchor, minute));
    return to > from ? { from, to } : undefined;
  };
  const drag = useEdgeDrag({
    track,
    step: week.step,
    onMove: (minute, distance) => setDrawn(spanned(minute, distance)),
    onEnd: (minute, distance) => {
      setDrawn(undefined);
      const span = spanned(minute, distance);
      if (span !== undefined) week.add(weekday, span);
    },
  });
  return { track, drawn, drag };
};

export const DayRow = ({ week, weekday, places, kinds, ground }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const names = useWeekdayNames();
  const duration = useDuration();
  const { track, drawn, drag } = useDrawing(week, weekday);
  const blocks = onDay(week.blocks, weekday);
  const dayName = names.long(weekday);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'd') return;
    event.preventDefault();
    week.copy(weekday, [dayAfter(weekday)]);
  };
  return (
    <div className={classes.row} role="group" aria-label={dayName} onKeyDown={onKeyDown}>
      <span className={classes.day}>{dayName}</span>
      <div ref={track} className={classes.track} {...drag}>
        {onDay(ground, weekday).map((block) => (
          <span key={block.key} className={classes.ground} style={placed(block)} />
        ))}
        {drawn !== undefined && <span className={classes.drawn} style={placed(drawn)} />}
        {blocks.map((block) => (
          <DayBlock
            key={block.key}
            week={week}
            block={block}
            dayName={dayName}
            places={places}
            kinds={kinds}
            track={track}
          />
        ))}
      </div>
      <span className={classes.total}>
        {blocks.length === 0 ? t('week.none') : duration(totalMinutes(blocks))}
      </span>
      <DayMenu week={week} weekday={weekday} />
    </div>
  );
};
