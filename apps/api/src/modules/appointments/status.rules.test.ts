import { type AppointmentStatus, appointmentStatuses, rightsOf, type Role } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { isMovable, mayFollow, nextStatuses, type Standing, stepTo } from './status.rules.ts';

const standing = (status: AppointmentStatus, change: Partial<Standing> = {}): Standing => ({
  kind: 'visit',
  approval: 'not_needed',
  status,
  ...change,
});

/** Every pair that a person may step through; the other pairs of the nine by nine are refused. */
const legal: Record<AppointmentStatus, AppointmentStatus[]> = {
  held: [],
  scheduled: ['confirmed', 'checked_in', 'in_progress', 'cancelled', 'no_show'],
  confirmed: ['checked_in', 'in_progress', 'cancelled', 'no_show'],
  checked_in: ['in_progress', 'cancelled', 'no_show'],
  in_progress: ['completed'],
  completed: ['in_progress'],
  cancelled: ['scheduled'],
  no_show: ['scheduled'],
  expired: [],
};
const pairs = appointmentStatuses.flatMap((from) => appointmentStatuses.map((to) => [from, to] as const));

describe('D-22: the status machine', () => {
  test.each(pairs)('when %s is asked to become %s, only the listed steps pass', (from, to) => {
    const attempt = (): string => {
      try {
        return stepTo(standing(from), { to, rights: rightsOf('admin'), reason: 'because' }).to;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    const isLegal = legal[from].includes(to);
    expect(mayFollow(standing(from), to)).toBe(isLegal);
    expect(attempt()).toBe(isLegal ? to : 'illegal-transition');
  });

  test('when a visit waits for approval, it can only be cancelled', () => {
    expect(nextStatuses(standing('scheduled', { approval: 'waiting' }), rightsOf('admin'))).toEqual([
      'cancelled',
    ]);
  });

  test('when it is a block, it can only be cancelled, and not restored', () => {
    expect(nextStatuses(standing('scheduled', { kind: 'block' }), rightsOf('admin'))).toEqual(['cancelled']);
    expect(nextStatuses(standing('cancelled', { kind: 'block' }), rightsOf('admin'))).toEqual([]);
  });

  test.each(['completed', 'cancelled', 'no_show'] as const)(
    'when %s is taken back, it needs the right and a reason',
    (status) => {
      const [to] = legal[status];
      const back = (role: 'hygienist' | 'manager', reason?: string) => () =>
        stepTo(standing(status), { to: to ?? 'scheduled', rights: rightsOf(role), reason });
      expect(back('hygienist', 'wrong click')).toThrow(expect.objectContaining({ code: 'forbidden' }));
      expect(back('manager')).toThrow(expect.objectContaining({ code: 'reason-required' }));
      expect(back('manager', '')).toThrow(expect.objectContaining({ code: 'reason-required' }));
      expect(back('manager', 'wrong click')().to).toBe(to);
    },
  );

  test('when the reader may not write appointments, nothing is offered', () => {
    expect(nextStatuses(standing('scheduled'), rightsOf('assistant'))).toEqual([]);
    expect(nextStatuses(standing('cancelled'), rightsOf('hygienist'))).toEqual([]);
  });

  test('when it may be moved, only scheduled and confirmed are open to all who write', () => {
    const movable = (role: Role) =>
      appointmentStatuses.filter((status) => isMovable({ status }, rightsOf(role)));
    expect(movable('hygienist')).toEqual(['scheduled', 'confirmed']);
    expect(movable('receptionist')).toEqual(['scheduled', 'confirmed', 'checked_in']);
  });
});
