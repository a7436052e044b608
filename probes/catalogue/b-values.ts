import { multipart } from '../lib/clinic.ts';
import { emailOf, password } from '../lib/people.ts';
import { keysOf, numbersOf, reads, textsOf, withQuery, writes } from '../lib/requests.ts';
import { C409, type Row, type Shot, V400 } from '../lib/row.ts';
import { jsonOf } from '../lib/wire.ts';
import type { World } from '../lib/world.ts';

/** B. Values: text, numbers, dates and the same name twice. */

const marks = '\u0301';
const unprintable = [
  'A\u0000na',
  'A\ud800na',
  'A\udfffna',
  'A\u0008na',
  `A${marks.repeat(45_000)}`,
  `A${marks.repeat(60)}`,
];

// A password is taken as it is typed; it is only ever hashed.
const isVerbatim = (name: string): boolean => /password/i.test(name);

const texts = (world: World): Shot[] =>
  writes(world).flatMap(({ operation: { method, contract }, path, body }) =>
    textsOf(contract.body)
      .filter((name) => !isVerbatim(name))
      .flatMap((name) =>
        unprintable.map(
          (text): Shot => ({
            as: 'AA',
            method,
            path,
            json: { ...(body as object), [name]: text },
            expect: V400,
          }),
        ),
      ),
  );

const queryTexts = (world: World): Shot[] =>
  reads(world).flatMap(({ operation: { contract }, path }) =>
    textsOf(contract.query).flatMap((name) =>
      ['A%00na', '%ED%A0%80', `A${'%CC%81'.repeat(60)}`].map(
        (text): Shot => ({
          as: 'AA',
          method: 'GET',
          path: withQuery(without(path, name), `${name}=${text}`),
          expect: V400,
        }),
      ),
    ),
  );

const without = (path: string, name: string): string => {
  const [address = '', search = ''] = path.split('?');
  const query = new URLSearchParams(search);
  query.delete(name);
  const rest = query.toString();
  return rest === '' ? address : `${address}?${rest}`;
};

const noNumbers = [
  '1e309',
  '-1',
  '1.5',
  '0x10',
  '1_000',
  'true',
  'abc',
  '%20',
  'NaN',
  'Infinity',
  '9007199254740993',
  '1e3',
  '+1',
  '١',
];
const badNumbers = [
  '1e309',
  '9007199254740993',
  '-9007199254740993',
  '"12"',
  'true',
  '[1]',
  '1.5',
  '{}',
  '""',
  'null',
];
const badIds = [12, true, [1], { $oid: 'f'.repeat(24) }, 'f'.repeat(23), `${'f'.repeat(23)}G`, ' ', ''];

// Null clears a value where a change allows it.
const numbersFor = (method: string): string[] =>
  badNumbers.filter((text) => !(method === 'PATCH' && text === 'null'));

const numbers = (world: World): Shot[] => [
  ...reads(world).flatMap(({ operation: { contract }, path }) =>
    numbersOf(contract.query).flatMap((name) =>
      noNumbers.map(
        (text): Shot => ({
          as: 'AA',
          method: 'GET',
          path: withQuery(without(path, name), `${name}=${text}`),
          expect: V400,
        }),
      ),
    ),
  ),
  ...writes(world).flatMap(({ operation: { method, contract }, path, body }) =>
    numbersOf(contract.body).flatMap((name) =>
      numbersFor(method).map(
        (text): Shot => ({
          as: 'AA',
          method,
          path,
          // By hand, as no serialiser writes 1e309.
          body: JSON.stringify({ ...(body as object), [name]: '§' }).replace('"§"', text),
          headers: { 'content-type': 'application/json' },
          expect: V400,
        }),
      ),
    ),
  ),
  ...writes(world).flatMap(({ operation: { method, contract }, path, body }) =>
    keysOf(contract.body)
      .filter((name) => name.endsWith('Id'))
      .flatMap((name) =>
        badIds.map(
          (id): Shot => ({ as: 'AA', method, path, json: { ...(body as object), [name]: id }, expect: V400 }),
        ),
      ),
  ),
];

const badDays = [
  '2027-02-29',
  '2027-02-30',
  '2027-13-01',
  '2027-00-10',
  '275761-01-01',
  'Infinity',
  '1772000000000',
  '2027-1-1',
  '2027-03-01T00:00',
  '01/03/2027',
  '2027-03-01Z',
  '',
];
const badInstants = [
  '2027-02-29T10:00:00Z',
  '2027-03-01T24:00:00Z',
  '2027-03-01T25:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275761-01-01T00:00:00Z',
  '2027-03-01T10:00:00',
  '2027-03-01',
  'Infinity',
  '2027-03-01T10:00:60Z',
  1_772_000_000_000,
  null,
];

const dates = (world: World): Shot[] => {
  const { typeId, providerId, patientId, locationId } = world.a.ids;
  return [
    ...badDays.flatMap((day): Shot[] => [
      {
        as: 'AA',
        method: 'GET',
        path: `/scheduling/appointments?startDate=${day}&endDate=2027-03-02`,
        expect: V400,
      },
      {
        as: 'AA',
        method: 'POST',
        path: '/patients',
        json: { firstName: 'Ana', lastName: 'Lima', phone: '(11) 98888-7777', dateOfBirth: day },
        expect: V400,
      },
      {
        as: 'AA',
        method: 'PATCH',
        path: `/patients/${patientId}`,
        json: { rev: 0, dateOfBirth: day },
        expect: V400,
      },
    ]),
    {
      as: 'AA',
      method: 'GET',
      path: '/scheduling/appointments?startDate=0000-01-01&endDate=9999-12-31',
      expect: V400,
    },
    {
      as: 'AA',
      method: 'GET',
      path: '/scheduling/appointments?startDate=2027-03-02&endDate=2027-03-01',
      expect: V400,
    },
    ...badInstants.map(
      (startsAt): Shot => ({
        as: 'AA',
        method: 'POST',
        path: '/scheduling/appointments',
        json: { patientId, typeId, providerId, locationId, startsAt },
        expect: V400,
      }),
    ),
  ];
};

/** Wall time that a clock change skips: refused, or resolved as the documentation says, and never a failure. */
const gap = (world: World): Shot => ({
  as: 'AA',
  method: 'POST',
  path: '/clinic/locations',
  json: {
    name: 'Manhattan',
    zone: 'America/New_York',
    hours: [{ weekdays: [7], startsAt: '02:30', endsAt: '03:30' }],
    holidays: { isObserved: false, worked: [] },
  },
  expect: [201, ...V400],
  check: (answer) =>
    answer.status !== 201 || world.a.locationId !== jsonOf(answer).data.id ? undefined : 'it is the old one',
});

const twice = (world: World): Shot[] => [
  ...reads(world).flatMap(({ operation: { contract }, path }) =>
    keysOf(contract.query)
      .filter((name) => !takesList(contract.query, name))
      .map(
        (name): Shot => ({
          as: 'AA',
          method: 'GET',
          path: withQuery(path, `${name}=1&${name}=2`),
          expect: V400,
        }),
      ),
  ),
  ...reads(world).flatMap(({ path }) =>
    [`clinicId=${world.a.id}&clinicId=${world.b.id}`, 'page[]=1', 'limit[0]=1', 'limit.0=1'].map(
      (query): Shot => ({ as: 'AA', method: 'GET', path: withQuery(path, query), expect: V400 }),
    ),
  ),
  ...writes(world).map(
    ({ operation: { method }, path, body }): Shot => ({
      as: 'AA',
      method,
      path: withQuery(path, 'firstName=Outra&rev=9'),
      json: body,
      expect: V400,
    }),
  ),
];

type Schema = ReturnType<typeof reads>[number]['operation']['contract']['query'];
const takesList = (schema: Schema, name: string): boolean => {
  const verdict = schema.safeParse({ [name]: [] });
  return !(verdict.error?.issues.some(({ path }) => path[0] === name) ?? false);
};

const registration = (email: string): Shot => ({
  as: 'nobody',
  method: 'POST',
  path: '/auth/register',
  json: { clinicName: 'Outra', firstName: 'Ana', lastName: 'Lima', email, password },
  expect: [...C409, ...V400],
});

export const values: readonly Row[] = [
  {
    id: 'B8',
    title: 'control characters, lone surrogates and floods of marks in every text',
    shots: (world) => [...texts(world), ...queryTexts(world)],
  },
  {
    id: 'B9',
    title: 'legal text of every script is kept, what disguises a name is refused',
    changes: true,
    shots: ({ a }) => [
      ...[
        'Ana\u202Eanmal',
        'Ana\u2066x',
        'Ana\u200Fx',
        '<script>alert(1)</script>',
        'Ana 🦷',
        'x'.repeat(300),
      ].map(
        (firstName): Shot => ({
          as: 'AA',
          method: 'POST',
          path: '/patients',
          json: { firstName, lastName: 'Lima', phone: '(11) 98888-7777' },
          expect: V400,
        }),
      ),
      ...['ana\u202E@probes.example', 'ana\u200D@probes.example', '"<script>"@probes.example'].map(
        registration,
      ),
      {
        as: 'AA',
        method: 'POST',
        path: '/patients/imports',
        ...multipart('pac\u202Evsc.exe', 'text/csv', 'nome;telefone\nAna Lima;11955554444\n'),
        expect: [201, ...V400],
        check: ({ text }) => (text.includes('\u202E') ? 'the file keeps its disguise' : undefined),
      },
      {
        as: 'AA',
        method: 'POST',
        path: '/patients',
        json: {
          firstName: 'مريم',
          lastName: 'Jose\u0301',
          phone: '(11) 98888-6666',
          notes: '<script>alert(1)</script> 🦷',
        },
        expect: [201],
        check: (answer) =>
          jsonOf(answer).data.lastName === 'José' && jsonOf(answer).data.notes.startsWith('<script>')
            ? undefined
            : 'the text is not kept in NFC',
      },
      { as: 'AA', method: 'GET', path: `/patients/${a.ids['patientId']}`, expect: [200] },
    ],
  },
  {
    id: 'B10',
    title: 'one address, one account',
    shots: () =>
      [
        emailOf('AA').toUpperCase(),
        ` ${emailOf('AA')} `,
        `${emailOf('AA')}\t`,
        'Aa@Probes.Example',
        'ａａ@probes.example',
        'aa@ｐrobes.example',
        'aа@probes.example',
        'aa@probes.example.',
        'aa@bücher.example',
        'aa@probes..example',
        `${'a'.repeat(250)}@probes.example`,
        'aa@[127.0.0.1]',
        'aa@probes.example\r\nBcc: x@evil.example',
      ].map(registration),
  },
  {
    id: 'B11',
    title: 'what is no number where a number is due, and no id where an id is due',
    shots: numbers,
  },
  {
    id: 'B12',
    title: 'dates and instants that do not exist',
    shots: dates,
    story: async ({ world, fire }) => {
      const answer = await fire({ ...gap(world), changes: true });
      if (answer.status !== 201) return;
      const locationId: string = jsonOf(answer).data.id;
      await fire({
        as: 'AA',
        method: 'POST',
        path: '/clinic/closures',
        json: { locationId, from: '2027-03-14T02:30', to: '2027-03-14T02:45', reason: 'hora que não existe' },
        expect: [201, ...V400],
        changes: true,
      });
      await fire({
        as: 'AA',
        method: 'GET',
        path: `/scheduling/agenda?locationId=${locationId}&from=2027-03-14`,
        expect: [200],
      });
    },
  },
  { id: 'B13', title: 'the same name twice, and a query beside a body', shots: twice },
];
