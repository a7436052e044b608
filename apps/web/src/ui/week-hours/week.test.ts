import { expect, test } from 'vitest';
import {
  blocksOf,
  clashWith,
  gapAt,
  hoursOf,
  onDay,
  proposalFor,
  totalMinutes,
  type WeekBlock,
  withDayCopied,
} from './week.ts';

const block = (weekday: number, from: number, to: number): WeekBlock => ({
  key: `${weekday}-${from}`,
  weekday,
  from,
  to,
  place: '',
});

test('hours survive the way through the editor, equal days in one entry', () => {
  const hours = [
    { weekdays: [1, 2, 5], startsAt: '08:00', endsAt: '12:00', place: 'a' },
    { weekdays: [3], startsAt: '13:30', endsAt: '24:00', place: 'b' },
  ];
  expect(hoursOf(blocksOf(hours))).toEqual(hours);
  expect(totalMinutes(blocksOf(hours))).toBe(3 * 240 + 630);
});

test('an end at or before the start lies on the next day and is kept so', () => {
  const hours = [{ weekdays: [5], startsAt: '22:00', endsAt: '02:00', place: '' }];
  expect(blocksOf(hours)[0]).toMatchObject({ from: 1320, to: 1560 });
  expect(hoursOf(blocksOf(hours))).toEqual(hours);
});

test('a block that passes midnight meets the next morning, also from Sunday to Monday', () => {
  const early = block(1, 60, 240);
  expect(clashWith([early], block(7, 1320, 1560))).toBe(early);
  expect(clashWith([early], block(7, 1320, 1500))).toBeUndefined();
});

test('blocks that touch do not meet', () => {
  expect(clashWith([block(2, 480, 720)], block(2, 720, 1080))).toBeUndefined();
});

test('copying a day replaces the others and leaves its own alone', () => {
  const week = withDayCopied([{ ...block(1, 480, 720), place: 'a' }, block(2, 600, 660)], 1, [1, 2, 3]);
  expect(onDay(week, 1)).toHaveLength(1);
  expect(onDay(week, 2)).toMatchObject([{ from: 480, to: 720, place: 'a' }]);
  expect(onDay(week, 3)).toMatchObject([{ from: 480, to: 720, place: 'a' }]);
  expect(new Set(week.map(({ key }) => key)).size).toBe(3);
});

test('a new block goes to the morning, the afternoon, then what is free', () => {
  expect(proposalFor([], 1)).toEqual({ from: 480, to: 720 });
  expect(proposalFor([block(1, 480, 720)], 1)).toEqual({ from: 780, to: 1080 });
  expect(proposalFor([block(1, 480, 1080)], 1)).toEqual({ from: 1080, to: 1320 });
  expect(proposalFor([block(1, 0, 1440)], 1)).toBeUndefined();
});

test('the free stretch around a minute ends at its neighbours', () => {
  const week = [block(1, 480, 720), block(1, 780, 1080)];
  expect(gapAt(week, 1, 750)).toEqual({ from: 720, to: 780 });
  expect(gapAt(week, 1, 500)).toBeUndefined();
});
