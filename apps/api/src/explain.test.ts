import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBookingClinic, at, type BookingClinic } from './modules/appointments/appointments.fixtures.ts';
import { connection, Types } from './platform/mongo.ts';
import { runAsSystem } from './platform/tenancy/context.ts';
import { anApp } from './testing/app.ts';
import { plansOf, type QueryPlan } from './testing/plans.ts';

/** Z26: what people wait for reads indexes alone, in a store where a whole collection would be noticed. */

const testApp = anApp();
afterAll(() => testApp.stop());

const visitCount = 4000;
const patientCount = 3000;
let clinic: BookingClinic;
let patientId: string;

const stored = (name: string) => connection().collection<Document>(name);

/** Past visits like the given one, every half hour; they hold no claims any more. */
const fillVisits = async (model: Document, patientIds: readonly Types.ObjectId[]): Promise<void> => {
  const { claims: _claims, ...rest } = model;
  const rows = Array.from({ length: visitCount }, (_, index) => {
    const shift = (index + 1) * 1_800_000;
    return {
      ...rest,
      _id: new Types.ObjectId(),
      status: 'completed',
      startsAt: new Date(model['startsAt'].getTime() - shift),
      endsAt: new Date(model['endsAt'].getTime() - shift),
      // São Paulo is three hours behind UTC.
      localDate: new Date(model['startsAt'].getTime() - shift - 3 * 3_600_000).toISOString().slice(0, 10),
      patientId: patientIds[index % patientIds.length],
      outbox: [],
      releasedAt: model['startsAt'],
    };
  });
  await stored('appointments').insertMany(rows);
};

const fillPatients = async (model: Document): Promise<Types.ObjectId[]> => {
  const rows = Array.from({ length: patientCount }, (_, index) => ({
    ...model,
    _id: new Types.ObjectId(),
    ord: 1_000_000 + index,
    recordNumber: 1_000_000 + index,
    sortName: `pessoa ${String(index).padStart(5, '0')}`,
    nameTokens: ['pessoa', `n${index}`],
    phoneDigits: `119${String(10_000_000 + index)}`,
    outbox: [],
  }));
  await stored('patients').insertMany(rows);
  return rows.map(({ _id }) => _id);
};

const fillOutbox = async (clinicId: Types.ObjectId): Promise<void> => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    clinicId,
    aggregateType: 'appointments',
    aggregateId: String(index),
    seq: 0,
    type: 'nobody.listens',
    v: 1,
    payload: {},
    at: new Date(index),
    nextAt: new Date(index),
    state: 'done',
    attempts: 1,
  }));
  await stored('outbox').insertMany(rows);
};

const waiting = 40;
const dueRows = (clinicId: Types.ObjectId): Document[] =>
  Array.from({ length: waiting }, (_, index) => ({
    clinicId,
    aggregateType: 'appointments',
    aggregateId: `due ${index}`,
    seq: 0,
    type: 'nobody.listens',
    v: 1,
    payload: {},
    at: new Date(waiting - index),
    nextAt: new Date(index),
    state: 'pending',
    attempts: 0,
  }));
const fillMessages = async (clinicId: Types.ObjectId): Promise<void> => {
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    clinicId,
    channel: 'email',
    template: 'access-removed',
    locale: 'pt-BR',
    to: { name: 'Ana', hint: 'a•••@example.com', sealedAddress: 'x' },
    from: { name: 'Ipê' },
    subject: 's',
    text: 't',
    state: index % 30 === 0 ? 'dead' : 'sent',
    attempts: 1,
    causedBy: 'request:explain',
    onceKey: String(index),
    createdAt: new Date(index * 1000),
  }));
  await stored('messages').insertMany(rows);
};

beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
  const registered = await clinic.receptionist.post('/patients', {
    firstName: 'Ana',
    lastName: 'Lima',
    phone: '(11) 97777-6666',
  });
  patientId = registered.body.data.id;
  const booked = await clinic.booked({ patientId, startsAt: at('09:00') });
  await runAsSystem('explain-test', async () => {
    const visit = await stored('appointments').findOne({ _id: new Types.ObjectId(booked.id) });
    const person = await stored('patients').findOne({ _id: new Types.ObjectId(patientId) });
    if (visit === null || person === null) throw new Error('a visit and a patient to copy');
    await fillVisits(visit, await fillPatients(person));
    await fillOutbox(new Types.ObjectId(clinic.clinicId));
    await fillMessages(new Types.ObjectId(clinic.clinicId));
  });
}, 120_000);

const scans = (plans: readonly QueryPlan[]): string[] =>
  plans
    .filter(({ stages }) => stages.has('COLLSCAN'))
    .map(({ what, question }) => `${what}: ${JSON.stringify(question)}`);
const tooWide = (plans: readonly QueryPlan[]): string[] =>
  plans
    .filter(({ stages }) => stages.has('COLLSCAN') || stages.has('SORT'))
    .map(({ what, stages, question }) => `${what}: ${[...stages].join(' ')} for ${JSON.stringify(question)}`);

const day = '2026-03-10';
type Read = { what: string; path: () => string; query?: () => Record<string, unknown> };
const place = () => ({ locationId: clinic.locationId });
const wish = () => ({ ...place(), typeId: clinic.typeIds.evaluation });
const reads: Read[] = [
  { what: 'the agenda of a day', path: () => '/scheduling/agenda', query: () => ({ ...place(), from: day }) },
  {
    what: 'the free times of a month',
    path: () => '/scheduling/availability',
    query: () => ({ ...wish(), from: day, to: '2026-04-08' }),
  },
  {
    what: 'the next free times',
    path: () => '/scheduling/availability/next',
    query: () => ({ ...wish(), from: day }),
  },
  { what: 'a patient', path: () => `/patients/${patientId}` },
  { what: 'the list of patients', path: () => '/patients' },
  { what: 'the messages', path: () => '/messages' },
  { what: 'the messages that were given up', path: () => '/messages', query: () => ({ state: 'dead' }) },
  { what: 'visits that need moving', path: () => '/scheduling/needs-moving', query: place },
];

describe('what people wait for', () => {
  test.each(reads)('$what reads indexes and sorts nothing', async ({ path, query = () => ({}) }) => {
    let status = 0;
    const plans = await plansOf(async () => {
      status = (await clinic.receptionist.get(path(), query())).status;
    });
    expect(status).toBe(200);
    expect(plans).not.toEqual([]);
    expect(tooWide(plans)).toEqual([]);
  });

  // An index names what is meant; the little that it names is put in order afterwards.
  test.each<Read & { most: number }>([
    {
      what: 'the visits of some days',
      path: () => '/scheduling/appointments',
      query: () => ({ startDate: '2026-03-01', endDate: '2026-03-04' }),
      most: 4 * 48,
    },
    {
      what: 'the visits of a place',
      path: () => '/scheduling/appointments',
      query: () => ({ startDate: '2026-03-01', endDate: '2026-03-04', ...place() }),
      most: 4 * 48,
    },
    { what: 'the visits of a patient', path: () => `/patients/${patientId}/appointments`, most: 1 },
    { what: 'a search by name', path: () => '/patients', query: () => ({ search: 'n77' }), most: 111 },
  ])('$what reads no more than it may answer', async ({ path, query = () => ({}), most }) => {
    let answered = 0;
    const plans = await plansOf(async () => {
      answered = (await clinic.receptionist.get(path(), query())).body.data.length;
    });
    expect(answered).toBeGreaterThan(0);
    expect(scans(plans)).toEqual([]);
    expect(Math.max(...plans.map(({ examined }) => examined))).toBeLessThanOrEqual(most);
  });

  test('a booking reads indexes and sorts nothing', async () => {
    const plans = await plansOf(() => clinic.booked({ startsAt: at('11:00') }));
    expect(plans).not.toEqual([]);
    expect(tooWide(plans)).toEqual([]);
  });
});

describe('what runs every few seconds', () => {
  test('the relay finds the rare documents with events by index, whatever else is stored', async () => {
    const plans = await plansOf(() => testApp.container.relay.tick());
    expect(plans.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['find appointments', 'find patients', 'findAndModify outbox']),
    );
    expect(scans(plans)).toEqual([]);
    const looks = plans.filter(({ what }) => what.startsWith('find '));
    expect(Math.max(...looks.map(({ examined }) => examined))).toBeLessThan(100);
  });

  test('the relay takes the oldest of many events that are due without sorting them', async () => {
    const clinicId = new Types.ObjectId(clinic.clinicId);
    await runAsSystem('explain-test', async () => {
      await stored('outbox').insertMany(dueRows(clinicId));
    });
    const plans = await plansOf(() => testApp.container.relay.tick());
    const claims = plans.filter(({ what }) => what === 'findAndModify outbox');
    expect(claims.length).toBeGreaterThan(waiting);
    expect(tooWide(claims)).toEqual([]);
    expect(claims.flatMap(({ indexes }) => [...indexes])).toContain('in_order');
  });

  test('re-zoning finds visits to come by their start, in that order', async () => {
    const job = testApp.container.jobs.find(({ name }) => name === 'retz');
    if (job === undefined) throw new Error('no job retz');
    const plans = await plansOf(job.run);
    expect(plans).not.toEqual([]);
    expect(tooWide(plans)).toEqual([]);
    expect(Math.max(...plans.map(({ examined }) => examined))).toBeLessThan(100);
  });

  test.each(['expired-holds', 'overbook-promotion', 'release-claims', 'message-courier', 'message-secrets'])(
    'the job %s reads indexes alone',
    async (name) => {
      const job = testApp.container.jobs.find((one) => one.name === name);
      if (job === undefined) throw new Error(`no job ${name}`);
      const plans = await plansOf(job.run);
      expect(plans).not.toEqual([]);
      expect(scans(plans)).toEqual([]);
    },
  );
});
