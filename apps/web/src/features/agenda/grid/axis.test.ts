import { describe, expect, test } from 'vitest';
import { dayAxis, instantAt, minuteAt, weekAxis } from './axis.ts';
import { clockLabels, hourTicks } from './clock-labels.ts';

const newYork = clockLabels('America/New_York');
const plain = { day: '2026-11-25', startsAt: '2026-11-25T05:00:00.000Z', endsAt: '2026-11-26T05:00:00.000Z' };
const springForward = {
  day: '2026-03-08',
  startsAt: '2026-03-08T05:00:00.000Z',
  endsAt: '2026-03-09T04:00:00.000Z',
};
const fallBack = {
  day: '2026-11-01',
  startsAt: '2026-11-01T04:00:00.000Z',
  endsAt: '2026-11-02T05:00:00.000Z',
};

describe('a day shown alone', () => {
  test.each([
    ['an ordinary day', plain, 1_440],
    ['the day that loses an hour', springForward, 1_380],
    ['the day that gains one', fallBack, 1_500],
  ])('%s lasts as long as it really does', (_name, day, length) => {
    expect(dayAxis(day).length).toBe(length);
  });

  test('positions are minutes elapsed since the first instant, so 09:00 stands an hour later after a gained hour', () => {
    expect(minuteAt(dayAxis(plain), '2026-11-25T14:00:00.000Z')).toBe(540);
    expect(minuteAt(dayAxis(fallBack), '2026-11-01T14:00:00.000Z')).toBe(600);
    expect(minuteAt(dayAxis(springForward), '2026-03-08T13:00:00.000Z')).toBe(480);
  });

  test('every minute leads back to its instant', () => {
    for (const day of [plain, springForward, fallBack]) {
      const axis = dayAxis(day);
      for (let minute = 0; minute < axis.length; minute += 5)
        expect(minuteAt(axis, instantAt(axis, minute))).toBe(minute);
    }
  });

  test('the repeated hour is labelled with its offset and the missing one is not there', () => {
    const gained = hourTicks(dayAxis(fallBack), newYork, { from: 0, to: 300 });
    expect(gained.map(({ label }) => label)).toEqual(['00:00', '01:00', '01:00 GMT-5', '02:00', '03:00']);
    const lost = hourTicks(dayAxis(springForward), newYork, { from: 0, to: 240 });
    expect(lost.map(({ label }) => label)).toEqual(['00:00', '01:00', '03:00', '04:00']);
  });
});

describe('a day among others', () => {
  test.each([
    ['gained', fallBack, '2026-11-01T14:00:00.000Z'],
    ['lost', springForward, '2026-03-08T13:00:00.000Z'],
  ])('09:00 stands at the height of 09:00 although an hour was %s', (_name, day, nine) => {
    const axis = weekAxis(day, newYork);
    expect(minuteAt(axis, nine)).toBe(540);
    expect(instantAt(axis, 540)).toBe(nine);
  });

  test('an ordinary day is left alone', () => {
    expect(weekAxis(plain, newYork)).toEqual(dayAxis(plain));
  });
});
