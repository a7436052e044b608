import { minutesPerDay, parseDay, parseWall } from './civil.ts';

/** `isUtc`: compared with the instant; otherwise with the wall minute. */
export type Until = { readonly minute: number; readonly isUtc: boolean };

export type SeriesRule = {
  /** The rule without COUNT and UNTIL: skipped instances must not count, and UNTIL is in UTC. */
  readonly rest: readonly string[];
  readonly count: number;
  readonly until: Until | undefined;
};

const list = (value: string): RegExp => new RegExp(`^${value}(,${value})*$`);

/** What a clinic's series may say, as RFC 5545 writes it. Sub-daily rules and several times a day are not series. */
const allowed: ReadonlyMap<string, RegExp> = new Map([
  ['FREQ', /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/],
  ['INTERVAL', /^[1-9]\d{0,2}$/],
  ['COUNT', /^[1-9]\d{0,3}$/],
  ['UNTIL', /^\d{8}(T\d{6}Z?)?$/],
  ['BYDAY', list('([+-]?[1-9]\\d?)?(MO|TU|WE|TH|FR|SA|SU)')],
  ['BYMONTH', list('([1-9]|1[0-2])')],
  ['BYMONTHDAY', list('-?([1-9]|[12]\\d|3[01])')],
  ['BYYEARDAY', list('-?[1-9]\\d{0,2}')],
  ['BYWEEKNO', list('-?[1-9]\\d?')],
  ['BYSETPOS', list('-?[1-9]\\d{0,2}')],
  ['WKST', /^(MO|TU|WE|TH|FR|SA|SU)$/],
]);

/** Reads a rule or throws a `RangeError`: an unknown, repeated or malformed part is never ignored. */
export const parseRule = (rrule: string): SeriesRule => {
  const values = readParts(rrule);
  const count = values.get('COUNT');
  const until = values.get('UNTIL');
  const isBounded = (count === undefined) !== (until === undefined);
  if (!isBounded || !values.has('FREQ')) throw new RangeError('a series has FREQ, and either COUNT or UNTIL');
  return {
    rest: [...values].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL').map((part) => part.join('=')),
    count: count === undefined ? Number.POSITIVE_INFINITY : Number(count),
    until: until === undefined ? undefined : parseUntil(until),
  };
};

const readParts = (rrule: string): Map<string, string> => {
  const values = new Map<string, string>();
  for (const part of rrule.split(';')) {
    const [name = '', ...value] = part.split('=');
    const isAllowed = allowed.get(name)?.test(value.join('=')) ?? false;
    if (!isAllowed || values.has(name)) throw new RangeError('the rule has a part that no series has');
    values.set(name, value.join('='));
  }
  return values;
};

/** `YYYYMMDD` includes that whole date; `YYYYMMDDTHHMMSS` is a wall time; with `Z` it is UTC. */
const parseUntil = (text: string): Until => {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  if (text.length === 8) return { minute: (parseDay(date) + 1) * minutesPerDay - 1, isUtc: false };
  return {
    minute: parseWall(`${date}T${text.slice(9, 11)}:${text.slice(11, 13)}`),
    isUtc: text.endsWith('Z'),
  };
};
