import { describe, expect, test } from 'vitest';
import { copyNames, patternIssues } from './appointment-types.rules.ts';

describe('the pattern of a type', () => {
  test.each([
    [60, 'X//X', 15, true],
    [60, 'XX//XX', 10, true],
    [60, 'XX//XX', 15, false],
    [15, 'X', 15, true],
    [45, 'X//X', 15, false],
    [480, 'X'.repeat(96), 5, true],
    [30, undefined, 10, true],
    [30, null, 10, true],
  ])(
    '%i minutes as %s in squares of %i: fits is %s',
    (durationMinutes, pattern, patternSquareMinutes, fits) => {
      const issues = patternIssues({ durationMinutes, pattern, patternSquareMinutes });
      expect(issues).toEqual(fits ? [] : [{ path: 'pattern', message: 'patternLength' }]);
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
