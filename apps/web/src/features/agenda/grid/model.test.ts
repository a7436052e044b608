import { describe, expect, test } from 'vitest';
import { aBusyDay, anAgenda, aThousandVisits, aVisit } from '../testing/agenda.fixture.ts';
import { moveCursor, stopsOf } from './cursor.ts';
import { merge, subtract } from './intervals.ts';
import { lanesOf } from './lanes.ts';
import { gapsOf, gridModel, type ModelOptions } from './model.ts';

const options: ModelOptions = {
  by: 'operatory',
  nowMs: Date.parse('2026-11-25T13:30:00.000Z'),
  showsCancelled: false,
  showsWholeDay: false,
  canBook: true,
  restName: 'Sem cadeira',
};

describe('intervals', () => {
  test('what touches is joined and what is taken leaves the rest', () => {
    expect(
      merge([
        { start: 10, end: 20 },
        { start: 0, end: 10 },
        { start: 30, end: 40 },
      ]),
    ).toEqual([
      { start: 0, end: 20 },
      { start: 30, end: 40 },
    ]);
    expect(
      subtract(
        [{ start: 0, end: 60 }],
        [
          { start: 10, end: 20 },
          { start: 15, end: 30 },
          { start: 50, end: 90 },
        ],
      ),
    ).toEqual([
      { start: 0, end: 10 },
      { start: 30, end: 50 },
    ]);
  });
});

describe('lanes', () => {
  test('visits that overlap stand side by side and share the width; the next one has all of it', () => {
    expect(
      lanesOf([
        { start: 0, end: 30 },
        { start: 15, end: 45 },
        { start: 30, end: 60 },
        { start: 60, end: 90 },
      ]),
    ).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  test('three at once need three lanes', () => {
    const lanes = lanesOf([
      { start: 0, end: 30 },
      { start: 0, end: 30 },
      { start: 10, end: 20 },
    ]);
    expect(new Set(lanes.map(({ lane }) => lane))).toEqual(new Set([0, 1, 2]));
  });
});

describe('gaps', () => {
  test('a short gap is one piece, a long one a piece per half-hour that knows what is free from there', () => {
    expect(gapsOf([{ start: 690, end: 720 }], 0, 15)).toEqual([
      { start: 690, end: 720, freeMinutes: 30, isSoon: false },
    ]);
    expect(
      gapsOf([{ start: 615, end: 720 }], 0, 15).map(({ start, freeMinutes }) => [start, freeMinutes]),
    ).toEqual([
      [615, 105],
      [630, 90],
      [660, 60],
      [690, 30],
    ]);
  });

  test('time that has passed is not offered, and what comes within the hour is marked', () => {
    expect(gapsOf([{ start: 600, end: 690 }], 640, 15)).toEqual([
      { start: 645, end: 690, freeMinutes: 45, isSoon: true },
    ]);
    expect(gapsOf([{ start: 500, end: 600 }], 640, 15)).toEqual([]);
  });
});

describe('the model of a day', () => {
  test('each visit is in its chair, cancelled ones are hidden, and the hours drawn are whole', () => {
    const model = gridModel(aBusyDay(), options);
    expect(model.columns.map(({ visits }) => visits.length)).toEqual([9, 8, 10, 8]);
    expect(model.range).toEqual({ from: 480, to: 1_080 });
    expect(gridModel(aBusyDay(), { ...options, showsCancelled: true }).columns[1]?.visits).toHaveLength(9);
  });

  test('closed time is what is not open, and a lunch block replaces the break it fills', () => {
    const [, second] = gridModel(aBusyDay(), options).columns;
    expect(second?.closed).toEqual([{ start: 480, end: 510, isBreak: false }]);
  });

  test('a visit without a chair gets a column of its own instead of getting lost', () => {
    const { operatoryId: _chair, ...homeless } = aVisit({ index: 1, chair: 0, start: 600, length: 30 });
    const model = gridModel(anAgenda([homeless]), options);
    expect(model.columns.at(-1)).toMatchObject({ name: 'Sem cadeira', visits: [{ start: 600 }] });
  });

  test('a thousand visits are placed once each', () => {
    const placed = gridModel(aThousandVisits(), options).columns.flatMap(({ visits }) => visits);
    expect(new Set(placed.map(({ card }) => card.id)).size).toBe(1_000);
  });
});

describe('walking', () => {
  const columns = gridModel(aBusyDay(), options).columns.map(stopsOf);
  const stopAt = (column: number, start: number) => {
    const found = columns[column]?.find((stop) => stop.start === start);
    if (found === undefined) throw new Error(`nothing at ${start}`);
    return found;
  };

  test('down meets visits, blocks and gaps in order; sideways stays at the hour; the edge stays put', () => {
    const gap = moveCursor(columns, stopAt(3, 645), 'ArrowDown');
    expect(gap).toMatchObject({ kind: 'gap', start: 690 });
    expect(moveCursor(columns, gap, 'ArrowDown')).toMatchObject({ kind: 'block', start: 720 });
    expect(moveCursor(columns, stopAt(0, 660), 'ArrowRight')).toMatchObject({ column: 1, start: 630 });
    expect(moveCursor(columns, stopAt(0, 480), 'ArrowLeft')).toEqual(stopAt(0, 480));
  });
});
