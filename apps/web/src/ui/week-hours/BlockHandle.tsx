/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an end of a bar that lies on a shared 24-hour track; a native range is a track of its own */
import type { JSX, KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useEdgeDrag } from './use-edge-drag.ts';
import type { Week } from './use-week.ts';
import { minutesADay, timeOf, type WeekBlock } from './week.ts';
import classes from './week-hours.module.css';

type Props = {
  week: Week;
  block: WeekBlock;
  edge: 'from' | 'to';
  dayName: string;
  track: RefObject<HTMLElement | null>;
};

const hour = 60;
const steps = (step: number): Record<string, number> => ({
  ArrowRight: step,
  ArrowUp: step,
  ArrowLeft: -step,
  ArrowDown: -step,
  PageUp: hour,
  PageDown: -hour,
});

const withEdge = (block: WeekBlock, edge: Props['edge'], minute: number): WeekBlock | undefined => {
  const next = { ...block, [edge]: minute };
  const isLegal = next.from >= 0 && next.from < minutesADay && next.to > next.from && next.to <= minutesADay;
  return isLegal ? next : undefined;
};

/** An end of a block: dragged, or moved by arrows in steps and by Page keys in hours. */
export const BlockHandle = ({ week, block, edge, dayName, track }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const value = block[edge];
  const move = (minute: number): void => {
    const next = withEdge(block, edge, minute);
    if (next !== undefined && minute !== value) week.change(next);
  };
  const drag = useEdgeDrag({ track, step: week.step, onMove: move, onStart: () => week.select(block.key) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const shift = steps(week.step)[event.key];
    if (shift === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(value + shift);
  };
  return (
    <span
      role="slider"
      className={classes.handle}
      data-edge={edge}
      tabIndex={week.selected?.key === block.key ? 0 : -1}
      aria-label={t(`week.handle.${edge}`, { day: dayName })}
      aria-orientation="horizontal"
      aria-valuemin={edge === 'from' ? 0 : block.from + 5}
      aria-valuemax={edge === 'from' ? block.to - 5 : minutesADay}
      aria-valuenow={value}
      aria-valuetext={timeOf(value)}
      onFocus={() => week.select(block.key)}
      onKeyDown={onKeyDown}
      {...drag}
    />
  );
};
