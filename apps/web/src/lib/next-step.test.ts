import type { AppointmentStatus } from '@topsmile/contracts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextStepOf } from './next-step.ts';

const zone = 'America/Sao_Paulo';
/** 22:30 of 25 November at the clinic, already the 26th in UTC. */
const lateEvening = Date.parse('2026-11-26T01:30:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: lateEvening });
});
afterEach(() => vi.useRealTimers());

const step = (status: AppointmentStatus, startsAt: string): string | undefined =>
  nextStepOf({ kind: 'visit', status, approval: 'not_needed', startsAt }, zone);

describe('the next step of a visit', () => {
  const today = '2026-11-26T02:30:00Z';
  const tomorrow = '2026-11-26T12:00:00Z';

  test.each([
    ['scheduled', 'checked_in'],
    ['confirmed', 'checked_in'],
    ['checked_in', 'in_progress'],
    ['in_progress', 'completed'],
    ['completed', undefined],
    ['cancelled', undefined],
    ['held', undefined],
  ] as const)('on its own day, %s leads to %s', (status, next) => {
    expect(step(status, today)).toBe(next);
  });

  test.each([
    ['scheduled', 'confirmed'],
    ['confirmed', undefined],
    ['checked_in', 'in_progress'],
  ] as const)('before its day by the clinic’s clock, %s leads to %s', (status, next) => {
    expect(step(status, tomorrow)).toBe(next);
  });

  test('a day that has passed can still be caught up', () => {
    expect(step('scheduled', '2026-11-20T12:00:00Z')).toBe('checked_in');
  });

  test('a block and a request that waits have none', () => {
    const waits = { kind: 'visit', status: 'scheduled', approval: 'waiting', startsAt: today } as const;
    expect(nextStepOf(waits, zone)).toBeUndefined();
    expect(nextStepOf({ ...waits, kind: 'block', approval: 'not_needed' }, zone)).toBeUndefined();
  });
});
