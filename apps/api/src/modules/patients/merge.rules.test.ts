import { expect, test } from 'vitest';
import { differencesOf, takenOver, visitDatesOf } from './merge.rules.ts';

const person = { firstName: 'Ana', lastName: 'Reis', phone: '(11) 90000-0001', address: {} };

test('what the survivor has is never overwritten', () => {
  const over = takenOver(
    { ...person, email: 'a@example.com' },
    { ...person, email: 'b@example.com', gender: 'female' },
  );
  expect(over).toEqual({ gender: 'female' });
});

test('notes are joined, once, and only where they fit', () => {
  const notes = (kept: string, added: string) =>
    takenOver({ ...person, notes: kept }, { ...person, notes: added }).notes;
  expect(notes('a', 'b')).toBe('a\nb');
  expect(notes('a b', 'b')).toBeUndefined();
  expect(notes('a'.repeat(1500), 'b'.repeat(1500))).toBeUndefined();
});

test('equal and empty fields are no difference', () => {
  expect(differencesOf(person, { ...person, address: { city: '' } })).toEqual([]);
});

test('the latest last visit and the earliest next one', () => {
  const [early, late] = [new Date(1000), new Date(2000)];
  expect(
    visitDatesOf({ lastVisitAt: early, nextVisitAt: late }, { lastVisitAt: late, nextVisitAt: early }),
  ).toEqual({
    lastVisitAt: late,
    nextVisitAt: early,
  });
  expect(visitDatesOf({}, { lastVisitAt: early })).toEqual({ lastVisitAt: early });
});
