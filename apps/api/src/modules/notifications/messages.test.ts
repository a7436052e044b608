import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { aMember } from '../../testing/people.ts';
import { aBookingClinic, at, type BookingClinic } from '../appointments/appointments.fixtures.ts';
import { NotDelivered } from './delivery.ts';
import { messages } from './message.model.ts';
import { aCode, fakeMail, queued, storedMessages, theOnlyMessage } from './notifications.fixtures.ts';

const broken = new Set<string>();
const mail = fakeMail(({ to }) =>
  broken.has(to.address) ? new NotDelivered('refused', { isFinal: true }) : undefined,
);
const testApp = anApp({}, { drivers: { email: mail.driver } });
const { clock, container } = testApp;
afterAll(() => testApp.stop());

let clinic: BookingClinic;
let manager: Browser;
beforeAll(async () => {
  clinic = await aBookingClinic(testApp);
  manager = await aMember(testApp, clinic.clinicId, 'manager');
}, 60_000);

const empty = (): Promise<unknown> => runAsSystem('message-test', () => messages().deleteMany({}));
const carried = async (): Promise<void> => {
  while ((await container.messages.courier.tick()) > 0);
};
const someone = (name: string) => ({ to: { name, email: `${name}@leitora.example` } });

describe('what the desk sees', () => {
  test('when messages were queued, they are listed newest first, page by page, without their secrets', async () => {
    await empty();
    for (const name of ['primeira', 'segunda', 'terceira']) {
      await queued(testApp, aCode(clinic.clinicId, someone(name)));
      clock.advance(1);
    }
    const first = await clinic.receptionist.get('/messages', { limit: 2 });
    expect(first.status).toBe(200);
    expect(first.body.data.map(({ to }: { to: { name: string } }) => to.name)).toEqual([
      'terceira',
      'segunda',
    ]);
    expect(first.body.data[0]).toMatchObject({
      state: 'queued',
      channel: 'email',
      template: 'sign-in-code',
      to: { hint: 't•••a@leitora.example' },
      isWrittenDownOnly: false,
    });
    expect(first.body.data[0]).not.toHaveProperty('text');
    const { nextCursor: cursor } = first.body.meta.page ?? {};
    const second = await clinic.receptionist.get('/messages', { limit: 2, cursor });
    expect(second.body.data.map(({ to }: { to: { name: string } }) => to.name)).toEqual(['primeira']);
    expect(second.body.meta.page?.nextCursor).toBeUndefined();
    expect((await clinic.receptionist.get('/messages', { cursor: 'nonsense' })).status).toBe(400);
    expect((await clinic.receptionist.get('/messages', { state: 'lost' })).status).toBe(400);
  });

  test('when one is opened, the code is covered and no address is given, before and after it left', async () => {
    await empty();
    await queued(testApp, aCode(clinic.clinicId));
    const { _id } = await theOnlyMessage(clinic.clinicId);
    const path = `/messages/${_id.toHexString()}`;
    for (const state of ['queued', 'sent']) {
      const { status, body } = await clinic.receptionist.get(path);
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ state, hasSecret: true, canRetry: false });
      expect(body.data.text).toContain('•••');
      expect(JSON.stringify(body)).not.toMatch(/493027|helena@|sealed|⟦/);
      await carried();
    }
  });

  test('when messages differ in state, channel and text, each filter finds its own', async () => {
    await empty();
    broken.add('quebrada@leitora.example');
    await queued(testApp, aCode(clinic.clinicId, someone('quebrada')));
    await queued(testApp, aCode(clinic.clinicId, { to: { name: 'Rui', phone: '(11) 98888-7777' } }));
    await carried();
    await queued(testApp, {
      ...aCode(clinic.clinicId),
      template: 'access-removed',
      params: {},
      secretParams: {},
    });
    const found = async (query: object): Promise<string[]> =>
      (await manager.get('/messages', { ...query })).body.data.map(
        ({ template, channel, state }: Record<string, string>) => `${template} ${channel} ${state}`,
      );
    expect(await found({ state: 'dead' })).toEqual(['sign-in-code email dead']);
    expect(await found({ channel: 'sms' })).toEqual(['sign-in-code sms sent']);
    expect(await found({ template: 'access-removed' })).toEqual(['access-removed email queued']);
    expect((await manager.get('/messages', { channel: 'sms' })).body.data[0]).toMatchObject({
      isWrittenDownOnly: true,
      to: { hint: '(11) •••-7777' },
    });
  });
});

describe('sending again', () => {
  test('when a message was given up, a manager sends the same text again, and only then', async () => {
    await empty();
    broken.add('teimosa@leitora.example');
    await queued(testApp, aCode(clinic.clinicId, someone('teimosa')));
    await carried();
    const before = await theOnlyMessage(clinic.clinicId);
    expect(before).toMatchObject({ state: 'dead', failure: 'refused', attempts: 1 });
    const path = `/messages/${before._id.toHexString()}/retry`;
    expect((await clinic.receptionist.post(path)).status).toBe(403);
    broken.delete('teimosa@leitora.example');
    const again = await manager.post(path);
    expect(again.status).toBe(200);
    expect(again.body.data).toMatchObject({ state: 'queued', attempts: 0, canRetry: false });
    await carried();
    const after = await theOnlyMessage(clinic.clinicId);
    expect(after).toMatchObject({ state: 'sent', text: before.text, subject: before.subject });
    expect(mail.sent.at(-1)?.text).toContain('493027');
    const late = await manager.post(path);
    expect([late.status, late.body.code]).toEqual([409, 'wrong-state']);
  });

  test('when what it carries has lapsed, it cannot be sent again', async () => {
    await empty();
    broken.add('tarde@leitora.example');
    const lapsesAt = new Date(clock.now().getTime() + 60_000);
    await queued(testApp, aCode(clinic.clinicId, { ...someone('tarde'), lapsesAt }));
    await carried();
    clock.advance(61);
    const id = (await theOnlyMessage(clinic.clinicId))._id.toHexString();
    expect((await manager.get(`/messages/${id}`)).body.data).toMatchObject({
      canRetry: false,
      state: 'dead',
    });
    expect((await manager.post(`/messages/${id}/retry`)).status).toBe(409);
  });

  test('when the message is another clinic’s, it is not there', async () => {
    await empty();
    await queued(testApp, aCode(clinic.clinicId));
    const id = (await theOnlyMessage(clinic.clinicId))._id.toHexString();
    const other = await aBookingClinic(testApp);
    expect((await other.admin.get(`/messages/${id}`)).status).toBe(404);
    expect((await other.admin.post(`/messages/${id}/retry`)).status).toBe(404);
    expect((await other.admin.get('/messages')).body.data).toEqual([]);
  });
});

describe('the texts', () => {
  test('when a text is previewed, it is in the language asked for, signed by the clinic, secrets covered', async () => {
    const templates = await clinic.receptionist.get('/message-templates');
    expect(templates.body.data).toContainEqual({
      key: 'sign-in-code',
      channels: ['email', 'sms'],
      hasSecret: true,
    });
    const preview = async (locale: string) =>
      (await clinic.receptionist.get('/message-templates/preview', { template: 'sign-in-code', locale })).body
        .data;
    expect((await preview('es')).subject).toBe('Su código de acceso');
    expect((await preview('en')).subject).toBe('Your sign-in code');
    const ours = await preview('pt-BR');
    expect(ours.text).toContain('•••');
    expect(ours.text).toContain('Clínica Ipê Branco');
    expect(ours.sms).toContain('•••');
    expect((await clinic.receptionist.get('/message-templates/preview', { template: 'x' })).status).toBe(400);
    const reader = await aMember(testApp, clinic.clinicId, 'assistant');
    expect((await reader.get('/message-templates')).status).toBe(403);
    expect((await reader.get('/messages')).status).toBe(403);
  });
});

describe('visits', () => {
  const aPatient = async (fields: object): Promise<string> =>
    (await clinic.receptionist.post('/patients', { firstName: 'Ana', lastName: 'Lima', ...fields })).body.data
      .id;
  const relayed = async () => {
    await container.relay.tick();
    await container.relay.tick();
    return storedMessages(clinic.clinicId);
  };

  test('when a visit is booked, moved by the clinic and cancelled, its patient is told each time, once', async () => {
    await empty();
    const patientId = await aPatient({ phone: '(11) 97777-0001', email: 'ana@leitora.example' });
    const visit = await clinic.booked({ patientId, startsAt: at('09:00') });
    const [booked] = await relayed();
    expect(booked).toMatchObject({ template: 'visit-booked', channel: 'email', state: 'queued' });
    expect(booked?.to.name).toBe('Ana Lima');
    expect(booked?.text).toContain('Olá, Ana.');
    expect(booked?.text).toContain('09:00');
    expect(booked?.causedBy).toMatch(/^event:[0-9a-f]{24}$/);

    const moved = await clinic.receptionist.patch(`/scheduling/appointments/${visit.id}/reschedule`, {
      rev: visit.rev,
      startsAt: at('11:00'),
      rescheduleBy: 'clinic',
    });
    expect(moved.status).toBe(200);
    expect((await relayed()).map(({ template }) => template)).toEqual(['visit-booked', 'visit-moved']);
    expect((await storedMessages(clinic.clinicId))[1]?.text).toMatch(/09:00.*11:00/s);
    const cancelled = await clinic.receptionist.patch(`/scheduling/appointments/${visit.id}/status`, {
      rev: moved.body.data.rev,
      status: 'cancelled',
      reason: 'viagem',
    });
    expect(cancelled.status).toBe(200);
    expect((await relayed()).map(({ template }) => template)).toEqual([
      'visit-booked',
      'visit-moved',
      'visit-cancelled',
    ]);
    // The reason is the clinic's own note.
    expect((await storedMessages(clinic.clinicId))[2]?.text).not.toContain('viagem');
    expect(await relayed()).toHaveLength(3);
  });

  test('when the patient has no e-mail, an SMS is written', async () => {
    await empty();
    const patientId = await aPatient({ phone: '(11) 97777-0002' });
    await clinic.booked({ patientId, startsAt: at('15:00') });
    expect(await relayed()).toMatchObject([{ template: 'visit-booked', channel: 'sms' }]);
  });

  test('when the visit has begun before its event is heard, nobody is written to', async () => {
    await empty();
    const patientId = await aPatient({ phone: '(11) 97777-0003', email: 'rui@leitora.example' });
    const visit = await clinic.booked({ patientId, startsAt: at('16:00') });
    clock.set(visit.endsAt);
    expect(await relayed()).toEqual([]);
  });
});
