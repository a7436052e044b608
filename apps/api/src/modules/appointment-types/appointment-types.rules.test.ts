import { describe, expect, test } from 'vitest';
import { copyNames, patternIssues } from './appointment-types.rules.ts';

describe('the pattern of a type', () => {
  test.each([
    { durationMinutes: 60, pattern: 'X//X', patternSquareMinutes: 15, fits: true },
    { durationMinutes: 60, pattern: 'XX//XX', patternSquareMinutes: 10, fits: true },
    { durationMinutes: 60, pattern: 'XX//XX', patternSquareMinutes: 15, fits: false },
    { durationMinutes: 15, pattern: 'X', patternSquareMinutes: 15, fits: true },
    { durationMinutes: 45, pattern: 'X//X', patternSquareMinutes: 15, fits: false },
    { durationMinutes: 480, pattern: 'X'.repeat(96), patternSquareMinutes: 5, fits: true },
    { durationMinutes: 30, pattern: undefined, patternSquareMinutes: 10, fits: true },
    { durationMinutes: 30, pattern: null, patternSquareMinutes: 10, fits: true },
  ])(
    '$durationMinutes minutes as $pattern in squares of $patternSquareMinutes: fits is $fits',
    ({ fits, ...type }) => {
      expect(patternIssues(type)).toEqual(fits ? [] : [{ path: 'pattern', message: 'patternLength' }]);
    },
  );
});

describe('the name of a copy', () => {
  test('when a type is copied, the copies are counted', () => {
    expect(copyNames('Avaliação').slice(0, 3)).toEqual([
      'Avaliação (Cópia)',
      'Avaliação (Cópia 2)',
      'Avaliação (Cópia 3)',
    ]);
  });
  test('when the name is as long as allowed, the copy is not longer', () => {
    for (const name of copyNames('é'.repeat(100))) {
      expect(name.length).toBe(100);
      expect(name).toMatch(/ \(Cópia( \d+)?\)$/);
    }
  });
});
