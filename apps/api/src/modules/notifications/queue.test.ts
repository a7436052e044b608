import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connection, inTransaction, Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp, aRegisteredClinic } from '../../testing/app.ts';
import { NotDelivered } from './delivery.ts';
import { aCode, fakeMail, queued, storedMessages, theOnlyMessage } from './notifications.fixtures.ts';

const broken = new Set<string>();
const mail = fakeMail(({ to }) => (broken.has(to.address) ? new NotDelivered('busy') : undefined));
const lines: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
const testApp = anApp({}, { logger, drivers: { email: mail.driver } });
const { clock, container } = testApp;
const { courier, queue } = container.messages;
let clinicId: string;
beforeAll(async () => {
  ({ clinicId } = await aRegisteredClinic(testApp));
});
afterAll(() => testApp.stop());

const aClinicId = async (): Promise<string> => (await aRegisteredClinic(testApp)).clinicId;
const drained = async (): Promise<void> => {
  while ((await courier.tick()) > 0);
};

describe('queueing', () => {
  test('when a message is queued and carried, its reader gets the code and the store keeps nothing that opens', async () => {
    const id = await aClinicId();
    await queued(testApp, aCode(id));
    const before = await theOnlyMessage(id);
    expect(before).toMatchObject({ state: 'queued', subject: 'Seu código de acesso', attempts: 0 });
    expect(JSON.stringify(before)).not.toMatch(/493027|helena@/);
    await drained();
    const parcel = mail.sent.at(-1);
    expect(parcel).toMatchObject({
      to: { name: "Helena D'Ávila", address: 'helena@leitora.example' },
      from: { name: 'Clínica Ipê Branco' },
    });
    expect(parcel?.text).toContain('493027');
    expect(parcel?.html).toContain('493027');
    const after = await theOnlyMessage(id);
    expect(after).toMatchObject({ state: 'sent', attempts: 1, driver: 'fake', sentAt: clock.now() });
    expect(after).not.toHaveProperty('sealedSecrets');
    expect(after).not.toHaveProperty('nextAt');
    expect(JSON.stringify(after)).not.toContain('493027');
  });

  test('when the transaction aborts, there was no message', async () => {
    const id = await aClinicId();
    const failing = inTransaction(async (tx) => {
      await queue(tx, aCode(id));
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    expect(await storedMessages(id)).toEqual([]);
  });

  test('when one cause asks again, also at the same moment, there is one message', async () => {
    const id = await aClinicId();
    const order = aCode(id, { cause: 'request:again' });
    await Promise.all([1, 2, 3, 4].map(() => queued(testApp, order)));
    await queue(undefined, order);
    await drained();
    expect(await storedMessages(id)).toHaveLength(1);
    await queue(undefined, { ...order, to: { name: 'Outra', email: 'other@leitora.example' } });
    await queue(undefined, { ...order, cause: 'request:later' });
    expect(await storedMessages(id)).toHaveLength(3);
    await drained();
  });

  test('when a duplicate is queued inside a larger change, the change stands', async () => {
    const id = await aClinicId();
    const order = aCode(id);
    await queued(testApp, order);
    await inTransaction(async (tx) => {
      await connection().collection('bells').insertOne({ rung: id }, { session: tx.session });
      await queue(tx, order);
    });
    expect(await connection().collection('bells').countDocuments({ rung: id })).toBe(1);
    expect(await storedMessages(id)).toHaveLength(1);
    await drained();
  });

  test('when it is asked for from inside another clinic, it belongs to the clinic that is named', async () => {
    const id = await aClinicId();
    await runInClinic(new Types.ObjectId(clinicId), () => queue(undefined, aCode(id)));
    expect(await storedMessages(id)).toHaveLength(1);
    expect(await storedMessages(clinicId)).toHaveLength(0);
    await drained();
  });

  test('when a link would lead elsewhere, nothing is queued', async () => {
    const id = await aClinicId();
    for (const path of [
      'https://evil.example/x',
      '//evil.example',
      'javascript:alert(1)',
      'relative',
      '/\\evil.example',
    ]) {
      const order = { ...aCode(id), template: 'password-reset' as const, params: { minutes: 30 } };
      await expect(queue(undefined, { ...order, secretParams: { path } })).rejects.toThrow('our own pages');
    }
    expect(await storedMessages(id)).toEqual([]);
  });

  test('when a text has no form for SMS, asking for one is an error and not an empty message', async () => {
    const id = await aClinicId();
    const order = { ...aCode(id), template: 'password-reset' as const, params: { minutes: 30 } };
    const asked = queue(undefined, {
      ...order,
      to: { name: 'Ana', phone: '(11) 98888-7777' },
      secretParams: { path: '/reset#token' },
    });
    await expect(asked).rejects.toThrow('no form for SMS');
  });

  test('when what it carries has lapsed, it is not sent any more and the secret is gone', async () => {
    const id = await aClinicId();
    const before = mail.sent.length;
    await queued(testApp, aCode(id, { lapsesAt: new Date(clock.now().getTime() + 60_000) }));
    clock.advance(61);
    await drained();
    expect(await theOnlyMessage(id)).toMatchObject({ state: 'dead', failure: 'lapsed' });
    expect(await theOnlyMessage(id)).not.toHaveProperty('sealedSecrets');
    expect(mail.sent).toHaveLength(before);
  });

  test('when a message with a secret was given up, the secret is erased once it has lapsed', async () => {
    const id = await aClinicId();
    broken.add('never@leitora.example');
    await queued(testApp, aCode(id, { to: { name: 'Ana', email: 'never@leitora.example' } }));
    for (let attempt = 0; attempt < 9; attempt += 1) {
      await drained();
      clock.advance(1000);
    }
    expect(await theOnlyMessage(id)).toMatchObject({ state: 'dead', attempts: 8, failure: 'busy' });
    expect(await theOnlyMessage(id)).toHaveProperty('sealedSecrets');
    clock.advance(8 * 86_400);
    await container.jobs.find(({ name }) => name === 'message-secrets')?.run();
    expect(await theOnlyMessage(id)).not.toHaveProperty('sealedSecrets');
  });
});

test('the log holds no address, no name, no text and no code', () => {
  const text = lines.join('');
  expect(text).toContain('message given up');
  expect(text).not.toMatch(/leitora|Helena|Ávila|493027|código|Ana\b/i);
});
