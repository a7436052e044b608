import { LocationId, OperatoryId } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { searchTextOf } from './providers.rules.ts';
import { chairIssues, placesNamed } from './working-hours.rules.ts';

const [here, there] = ['a', 'b'].map((digit) => LocationId.parse(digit.repeat(24)));
const chair = OperatoryId.parse('c'.repeat(24));
const times = { startsAt: '08:00', endsAt: '12:00' };

const hoursWith = (override: { locationId: LocationId; operatoryId?: OperatoryId }) => ({
  hours: [{ weekdays: [1], ...times, locationId: LocationId.parse('a'.repeat(24)), operatoryId: chair }],
  overrides: [{ date: '2026-03-10', blocks: [{ ...times, ...override }] }],
});

describe('places in working hours', () => {
  test('each place and chair is named once', () => {
    const hours = hoursWith({ locationId: LocationId.parse('b'.repeat(24)), operatoryId: chair });
    expect(placesNamed(hours)).toEqual({ locationIds: [here, there], operatoryIds: [chair], typeIds: [] });
  });

  test('a chair in its own place is right, in another one the block is named', () => {
    const locationOfChair = new Map([[chair as string, 'a'.repeat(24)]]);
    const right = hoursWith({ locationId: LocationId.parse('a'.repeat(24)), operatoryId: chair });
    const wrong = hoursWith({ locationId: LocationId.parse('b'.repeat(24)), operatoryId: chair });
    const chairless = hoursWith({ locationId: LocationId.parse('b'.repeat(24)) });
    expect(chairIssues(right, locationOfChair)).toEqual([]);
    expect(chairIssues(chairless, locationOfChair)).toEqual([]);
    expect(chairIssues(wrong, locationOfChair)).toEqual([
      { path: 'overrides.0.blocks.0.operatoryId', message: 'elsewhere' },
    ]);
  });
});

describe('what a search looks into', () => {
  test('title, names, the code of a specialty and the Brazilian words for it', () => {
    const text = searchTextOf({
      title: 'Dra.',
      firstName: 'Helena',
      lastName: 'Prado',
      specialties: ['oral_surgery'],
    });
    expect(text).toBe('Dra. Helena Prado oral surgery cirurgia cirurgião bucomaxilofacial');
  });
});
