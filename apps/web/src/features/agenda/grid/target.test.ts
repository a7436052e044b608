import { describe, expect, test } from 'vitest';
import { aBusyDay, ids } from '../testing/agenda.fixture.ts';
import { gridModel } from './model.ts';
import { judge, moverOf, stepped, type Target, targetOf } from './target.ts';

const nowMs = Date.parse('2026-11-25T13:42:00.000Z');
const agenda = aBusyDay();
const model = gridModel(agenda, {
  by: 'operatory',
  nowMs,
  showsCancelled: false,
  showsWholeDay: false,
  canBook: true,
  restName: '',
});
const cardOf = (index: number) => {
  const card = agenda.visits.find(({ id }) => id === ids.visit(index));
  if (card === undefined) throw new Error(`no visit ${index}`);
  return card;
};
// Igor Tavares, chair 2, 14:30 for half an hour, with Dr. Rafael.
const igor = cardOf(15);
const at = (target: Partial<Target>): Target => ({ column: 1, start: 870, duration: 30, ...target });

describe('judging a landing', () => {
  test('its own time is free for it, and so is free time', () => {
    expect(judge(model, { mover: moverOf(igor), target: at({}) }, nowMs)).toEqual({
      clashes: [],
      soft: [],
      nearest: [],
    });
    expect(judge(model, { mover: moverOf(igor), target: at({ start: 900 }) }, nowMs).clashes).toEqual([]);
  });

  test('a taken chair names the visit and gives the three nearest free times, without the present one', () => {
    const verdict = judge(model, { mover: moverOf(igor), target: at({ start: 810 }) }, nowMs);
    expect(verdict.clashes).toMatchObject([
      { resource: 'operatory', card: { id: ids.visit(14) } },
      { resource: 'provider', card: { id: ids.visit(14) } },
    ]);
    expect(verdict.nearest).toEqual([780, 885, 900]);
  });

  test('another chair keeps the dentist, who is needed there and busy elsewhere', () => {
    const verdict = judge(model, { mover: moverOf(igor), target: at({ column: 2, start: 1_005 }) }, nowMs);
    expect(verdict.clashes).toMatchObject([{ resource: 'provider', card: { id: ids.visit(16) } }]);
  });

  test('outside hours and in the past are questions, not refusals', () => {
    expect(
      judge(model, { mover: moverOf(igor), target: at({ column: 2, start: 945 }) }, nowMs).soft,
    ).toContain('outside-hours');
    expect(
      judge(model, { mover: moverOf(igor), target: at({ column: 3, start: 480, duration: 15 }) }, nowMs).soft,
    ).toEqual(['past']);
  });
});

describe('stepping', () => {
  test('arrows go by the clinic’s step and by columns, and stop at the edges', () => {
    const start = targetOf(model, igor);
    expect(start).toEqual(at({}));
    expect(stepped(model, at({}), { key: 'ArrowDown', isResize: false })).toEqual(at({ start: 885 }));
    expect(stepped(model, at({}), { key: 'ArrowLeft', isResize: false })).toEqual(at({ column: 0 }));
    expect(stepped(model, at({ column: 3 }), { key: 'ArrowRight', isResize: false })).toEqual(
      at({ column: 3 }),
    );
    expect(stepped(model, at({ start: 1_050 }), { key: 'ArrowDown', isResize: false })).toEqual(
      at({ start: 1_050 }),
    );
  });

  test('a time off the step comes onto it with the first press', () => {
    expect(stepped(model, at({ start: 872 }), { key: 'ArrowDown', isResize: false }).start).toBe(885);
    expect(stepped(model, at({ start: 872 }), { key: 'ArrowUp', isResize: false }).start).toBe(870);
  });

  test('resizing never goes under one step', () => {
    expect(stepped(model, at({}), { key: 'ArrowUp', isResize: true }).duration).toBe(15);
    expect(stepped(model, at({ duration: 15 }), { key: 'ArrowUp', isResize: true }).duration).toBe(15);
  });
});
