import { describe, expect, test } from 'vitest';
import { blockingStatuses, isBlocking, patternRuns, providerRuns, visitSegments } from './visit.ts';

describe('the time pattern of a visit', () => {
  test('XX//XX in squares of ten frees the provider in the middle', () => {
    expect(patternRuns('XX//XX', 10)).toEqual([
      { fromMinute: 0, toMinute: 20 },
      { fromMinute: 40, toMinute: 60 },
    ]);
  });

  test.each([
    ['no pattern needs the provider throughout', { lengthMinutes: 45 }, [[0, 45]]],
    ['only assistant time needs no provider', { lengthMinutes: 30, pattern: '///' }, []],
    [
      'a shortened visit cuts the pattern',
      { lengthMinutes: 50, pattern: 'X///XX' },
      [
        [0, 10],
        [40, 50],
      ],
    ],
    [
      'a lengthened visit needs the provider for the rest',
      { lengthMinutes: 60, pattern: 'X///' },
      [
        [0, 10],
        [40, 60],
      ],
    ],
    ['a length between two squares cuts the last', { lengthMinutes: 25, pattern: 'XXX' }, [[0, 25]]],
    [
      'squares of five',
      { lengthMinutes: 15, pattern: 'X/X', squareMinutes: 5 },
      [
        [0, 5],
        [10, 15],
      ],
    ],
  ])('%s', (_, shape, runs) => {
    expect(providerRuns(shape).map(({ fromMinute, toMinute }) => [fromMinute, toMinute])).toEqual(runs);
  });
});

describe('the segments of a visit', () => {
  const plan = {
    start: 1000,
    lengthMinutes: 60,
    pattern: 'XX//XX',
    providerId: 'dr',
    operatoryId: 'chair',
    patientId: 'pat',
    equipmentIds: ['laser'],
    buffers: { operatory: { before: 5, after: 10 }, provider: { before: 0, after: 5 } },
  };

  test('take each resource for its own time, with the buffers of its role at the outer ends', () => {
    expect(visitSegments(plan)).toEqual([
      { resId: 'dr', role: 'provider', s: 1000, e: 1020, ps: 1000, pe: 1020 },
      { resId: 'dr', role: 'provider', s: 1040, e: 1060, ps: 1040, pe: 1065 },
      { resId: 'chair', role: 'operatory', s: 1000, e: 1060, ps: 995, pe: 1070 },
      { resId: 'laser', role: 'equipment', s: 1000, e: 1060, ps: 1000, pe: 1060 },
      { resId: 'pat', role: 'patient', s: 1000, e: 1060, ps: 1000, pe: 1060 },
    ]);
  });

  test('known runs of the provider win over a pattern', () => {
    const runs = [{ fromMinute: 10, toMinute: 25 }];
    const [first, ...others] = visitSegments({ ...plan, runs }).filter(({ role }) => role === 'provider');
    expect(first).toMatchObject({ s: 1010, e: 1025, pe: 1030 });
    expect(others).toEqual([]);
  });

  test('a block of a chair alone has one segment', () => {
    expect(visitSegments({ start: 0, lengthMinutes: 30, operatoryId: 'chair' })).toHaveLength(1);
  });
});

test('exactly the blocking statuses take time', () => {
  const all = [...blockingStatuses, 'cancelled', 'no_show', 'expired'] as const;
  expect(all.filter((status) => isBlocking({ status }, 0))).toEqual([...blockingStatuses]);
});
