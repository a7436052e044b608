import { expect, test } from 'vitest';
import { parseTypedDay, parseTypedTime, showDay } from './typed-date.ts';

const today = '2026-11-25';

test.each([
  ['25/11/2026', '2026-11-25'],
  ['5-1-27', '2027-01-05'],
  ['07041985', '1985-04-07'],
  ['7/4/85', '1985-04-07'],
  ['25/12', '2026-12-25'],
  ['2026-02-28', '2026-02-28'],
  ['29/02/2028', '2028-02-29'],
  [' Hoje ', '2026-11-25'],
  ['amanhã', '2026-11-26'],
  ['+7', '2026-12-02'],
  ['-30', '2026-10-26'],
])('%s is %s', (typed, day) => {
  expect(parseTypedDay(typed, today)).toBe(day);
});

test.each(['30/02/2026', '29/02/2027', '31/04/2026', '00/01/2026', '12/13/2026', 'logo', '', '1234567'])(
  '%s names no day',
  (typed) => {
    expect(parseTypedDay(typed, today)).toBeUndefined();
  },
);

test.each([
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9:30', '09:30'],
  ['9h30', '09:30'],
  ['9h', '09:00'],
  ['14', '14:00'],
  ['2400', '24:00'],
  ['00:05', '00:05'],
])('%s is %s', (typed, time) => {
  expect(parseTypedTime(typed)).toBe(time);
});

test.each(['2460', '25', '9:75', '2401', 'meio-dia', ''])('%s names no time', (typed) => {
  expect(parseTypedTime(typed)).toBeUndefined();
});

test('a day is shown as people write it, and anything else as typed', () => {
  expect(showDay('2026-11-25')).toBe('25/11/2026');
  expect(showDay('amanha cedo')).toBe('amanha cedo');
});
