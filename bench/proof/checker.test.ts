import { describe, expect, test } from 'vitest';
import { check } from './checker.ts';
import type {
  Attempt,
  Evidence,
  EventRow,
  HistoryLine,
  Operation,
  Reply,
  Segment,
  VisitRow,
} from './history.ts';

const hour = 3_600_000;
const nine = Date.parse('2026-03-10T12:00:00Z');
const facts = {
  ords: new Map([
    ['P1', 1],
    ['P2', 2],
    ['R1', 11],
    ['R2', 12],
    ['X', 21],
    ['Y', 22],
  ]),
  providerBuffers: new Map(),
  typeBuffers: new Map([['T', { before: 0, after: 10 }]]),
};

const segmentsAt = (
  startsAt: number,
  { providerId, operatoryId, patientId }: Pick<VisitRow, 'providerId' | 'operatoryId' | 'patientId'>,
): Segment[] => {
  const s = startsAt / 60_000;
  const one = (role: string, resourceId = '', after = 0): Segment => ({
    role,
    resourceId,
    ord: facts.ords.get(resourceId) ?? 0,
    s,
    e: s + 60,
    ps: s,
    pe: s + 60 + after,
  });
  return [one('provider', providerId), one('operatory', operatoryId, 10), one('patient', patientId)];
};

// Written apart from the checker's arithmetic: first bucket and length of each segment.
const claimsOf = (segments: readonly Segment[]): number[] =>
  segments.flatMap(({ ord, ps, pe }) =>
    Array.from(
      { length: (pe - ps) / 5 },
      (_, bucket) => ord * 2 ** 24 + (ps * 60 - 1_577_836_800) / 300 + bucket,
    ),
  );

const line = (change: Partial<HistoryLine> = {}): HistoryLine => ({
  at: 1000,
  rev: 0,
  action: 'booked',
  reason: undefined,
  fromStatus: undefined,
  toStatus: 'scheduled',
  fromStartsAt: undefined,
  toStartsAt: undefined,
  fromOperatoryId: undefined,
  toOperatoryId: undefined,
  ...change,
});

const visit = (change: Partial<VisitRow> = {}): VisitRow => {
  const startsAt = change.startsAt ?? nine;
  const places = { providerId: 'P1', operatoryId: 'R1', patientId: 'X', ...change };
  const segments = segmentsAt(startsAt, places);
  return {
    id: 'V1',
    note: 'op-1',
    idemKey: 'key-1',
    status: 'scheduled',
    typeId: 'T',
    ...places,
    startsAt,
    endsAt: startsAt + hour,
    isOverbooked: false,
    isReleased: false,
    segments,
    claims: claimsOf(segments),
    rev: 0,
    isHoldLost: false,
    history: [line()],
    ...change,
  };
};

const replyFor = (change: Partial<Reply> = {}): Reply => ({
  visitId: 'V1',
  rev: 0,
  status: 'scheduled',
  startsAt: nine,
  operatoryId: 'R1',
  isReplay: false,
  ...change,
});

const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  invokedAt: 900,
  endedAt: 1100,
  outcome: 'ok',
  httpStatus: 201,
  reply: replyFor(),
  refusal: undefined,
  ...change,
});
const inDoubt = attempt({ outcome: 'info', httpStatus: undefined, reply: undefined });
const refused = (code: string, change: Partial<Attempt> = {}): Attempt =>
  attempt({
    outcome: 'fail',
    httpStatus: 409,
    reply: undefined,
    refusal: { code, busy: [{ kind: 'provider', id: 'P1' }], currentRev: undefined },
    ...change,
  });

const operation = (change: Partial<Operation> = {}): Operation => ({
  id: 'op-1',
  writer: 0,
  kind: 'book',
  visitId: undefined,
  wish: {
    typeId: 'T',
    providerId: 'P1',
    operatoryId: 'R1',
    patientId: 'X',
    startsAt: nine,
    durationMinutes: 60,
  },
  attempts: [attempt()],
  ...change,
});

const event = (change: Partial<EventRow> = {}): EventRow => ({
  id: `${change.visitId ?? 'V1'}-${change.seq ?? 0}`,
  visitId: 'V1',
  seq: 0,
  type: 'appointment.booked',
  ...change,
});

const run = (change: Partial<Evidence> = {}): Evidence => ({
  facts,
  operations: [operation()],
  visits: [visit()],
  events: [event()],
  ...change,
});

/** Which invariants a run breaks. */
const broken = (evidence: Evidence): string[] => [
  ...new Set(check(evidence).map(({ invariant }) => invariant)),
];

const second = { id: 'V2', note: 'op-2', idemKey: 'key-2' };
const secondBooked = operation({ id: 'op-2', attempts: [attempt({ reply: replyFor({ visitId: 'V2' }) })] });
const ten = nine + hour;

const moved = {
  visits: [
    visit({
      startsAt: ten,
      rev: 1,
      history: [
        line(),
        line({
          rev: 1,
          at: 2000,
          action: 'moved',
          reason: 'op-2',
          fromStatus: 'scheduled',
          fromStartsAt: nine,
          toStartsAt: ten,
          fromOperatoryId: 'R1',
          toOperatoryId: 'R1',
        }),
      ],
    }),
  ],
  events: [event(), event({ seq: 1, type: 'appointment.moved' })],
  operations: [
    operation(),
    operation({
      id: 'op-2',
      kind: 'move',
      visitId: 'V1',
      wish: { rev: 0, startsAt: ten },
      attempts: [
        attempt({
          invokedAt: 1900,
          endedAt: 2100,
          httpStatus: 200,
          reply: replyFor({ rev: 1, startsAt: ten }),
        }),
      ],
    }),
  ],
};

describe('the checker', () => {
  test('finds nothing in a good run', () => {
    expect(check(run())).toEqual([]);
    expect(check(run(moved))).toEqual([]);
  });

  test('lets a booking in doubt be there or not', () => {
    expect(check(run({ operations: [operation({ attempts: [inDoubt] })] }))).toEqual([]);
    expect(check(run({ operations: [operation({ attempts: [inDoubt] })], visits: [], events: [] }))).toEqual(
      [],
    );
  });

  test('lets a refusal after an attempt in doubt leave a trace: the first attempt made it', () => {
    const attempts = [inDoubt, refused('slot-taken')];
    expect(broken(run({ operations: [operation({ attempts })] }))).not.toContain('I4');
  });

  test('I1: two visits of one provider at one time, however their claims look', () => {
    const other = visit({ ...second, operatoryId: 'R2', patientId: 'Y' });
    const claims = { claims: undefined };
    const evidence = run({
      visits: [visit(), { ...other, ...claims }],
      operations: [operation(), secondBooked],
      events: [event(), event({ visitId: 'V2' })],
    });
    expect(broken(evidence)).toContain('I1');
  });

  test('I1: the turnover of a chair is its time too', () => {
    const other = visit({ ...second, providerId: 'P2', patientId: 'Y', startsAt: ten });
    expect(broken(run({ visits: [visit(), other] }))).toContain('I1');
  });

  test('I2: claims that stayed behind, an empty list, claims after a cancel, a resource too few', () => {
    const early = visit();
    const cases = [
      visit({ startsAt: ten, claims: early.claims }),
      visit({ claims: [] }),
      visit({ status: 'cancelled', history: [line({ toStatus: 'cancelled' })] }),
      visit({ segments: early.segments.slice(0, 2), claims: claimsOf(early.segments.slice(0, 2)) }),
      visit({ claims: undefined }),
    ];
    for (const one of cases) expect(broken(run({ visits: [one] }))).toContain('I2');
  });

  test('I3: an acknowledged booking that is gone', () => {
    expect(broken(run({ visits: [], events: [] }))).toEqual(['I3']);
  });

  test('I3: an acknowledged move that was rolled back, or overwritten without a trace', () => {
    expect(broken(run({ ...moved, visits: [visit()], events: [event()] }))).toEqual(['I3']);
    const elsewhere = moved.visits.map((one) => ({ ...one, history: [one.history[0] ?? line()], rev: 0 }));
    expect(broken(run({ ...moved, visits: elsewhere }))).toContain('I3');
  });

  test('I3: a stored state that differs from the acknowledged one', () => {
    const told = attempt({ reply: replyFor({ startsAt: ten }) });
    expect(broken(run({ operations: [operation({ attempts: [told] })] }))).toEqual(['I3']);
  });

  test('I4: a refused booking that is there, a refused move that happened', () => {
    const attempts = [refused('patient-inactive', { httpStatus: 422 })];
    expect(broken(run({ operations: [operation({ attempts })] }))).toEqual(['I4']);
    const [booking, move = operation()] = moved.operations;
    const operations = [
      booking ?? operation(),
      { ...move, attempts: [refused('off-grid', { httpStatus: 422 })] },
    ];
    expect(broken(run({ ...moved, operations }))).toEqual(['I4']);
  });

  test('I5: one key with two documents', () => {
    const twin = visit({ id: 'V2', startsAt: nine + 3 * hour });
    const evidence = run({ visits: [visit(), twin], events: [event(), event({ visitId: 'V2' })] });
    expect(broken(evidence)).toEqual(['I5']);
  });

  test('I5: a change that nobody asked for', () => {
    expect(broken(run({ visits: [visit({ note: 'stranger' })], operations: [] }))).toEqual(['I5']);
  });

  test('I6: a change without its event, an event twice, an event of nothing', () => {
    expect(broken(run({ events: [] }))).toEqual(['I6']);
    expect(broken(run({ events: [event(), event({ id: 'again' })] }))).toEqual(['I6']);
    expect(broken(run({ events: [event(), event({ seq: 1, type: 'appointment.moved' })] }))).toEqual(['I6']);
    expect(broken(run({ events: [event(), event({ visitId: 'V9' })] }))).toEqual(['I6']);
  });

  test('I6: the same row in the visit and in the outbox counts once', () => {
    expect(check(run({ events: [event(), event()] }))).toEqual([]);
  });

  test('I7: a refusal naming somebody who had no such time', () => {
    const loser = operation({
      id: 'op-2',
      wish: { ...operation().wish, startsAt: ten, operatoryId: 'R2' },
      attempts: [refused('slot-taken', { invokedAt: 3000, endedAt: 3100 })],
    });
    expect(broken(run({ operations: [operation(), loser] }))).toEqual(['I7']);
    const early = { ...loser, wish: { ...loser.wish, startsAt: nine } };
    expect(check(run({ operations: [operation(), early] }))).toEqual([]);
  });

  test('I7: the owner may have moved away during the request, not long before it', () => {
    const loser = (invokedAt: number): Operation =>
      operation({
        id: 'op-3',
        wish: { ...operation().wish, operatoryId: 'R2' },
        attempts: [refused('slot-taken', { invokedAt, endedAt: invokedAt + 50 })],
      });
    expect(check(run({ ...moved, operations: [...moved.operations, loser(2050)] }))).toEqual([]);
    expect(broken(run({ ...moved, operations: [...moved.operations, loser(2500)] }))).toEqual(['I7']);
  });

  test('I7: stale told of a visit that nobody changed, a hold lost that stands', () => {
    const stale = operation({
      id: 'op-2',
      kind: 'move',
      visitId: 'V1',
      wish: { rev: 0, startsAt: ten },
      attempts: [refused('stale')],
    });
    expect(broken(run({ operations: [operation(), stale] }))).toEqual(['I7']);
    const confirm = operation({
      id: 'op-2',
      kind: 'confirm',
      visitId: 'V1',
      attempts: [refused('hold-lost')],
    });
    expect(broken(run({ operations: [operation(), confirm] }))).toEqual(['I7']);
  });
});
