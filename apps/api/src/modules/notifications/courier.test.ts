import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSecretBox } from '../../platform/crypto/secret-box.ts';
import { createLogger } from '../../platform/logger.ts';
import { Types } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { aConfig, anApp, aRegisteredClinic } from '../../testing/app.ts';
import { folderDriver } from './adapters/folder.ts';
import { logDriver } from './adapters/log.ts';
import { smtpDriver } from './adapters/smtp.ts';
import { createCourier } from './courier.ts';
import type { Driver } from './delivery.types.ts';
import { messages } from './message.model.ts';
import {
  aClosedPort,
  aCode,
  aMailServer,
  aSilentServer,
  fakeMail,
  queued,
  storedMessages,
  theOnlyMessage,
} from './notifications.fixtures.ts';

const testApp = anApp();
const { clock } = testApp;
afterAll(() => testApp.stop());
const logger = createLogger('silent');
const box = createSecretBox(aConfig().TOPSMILE_INDEX_SECRET, 'messages');
const sms = logDriver(logger);
const courierWith = (email: Driver) => createCourier({ clock, logger, box, drivers: { email, sms } });

let clinicId: string;
const drivers: Driver[] = [];
const smtpTo = (port: number, host = '127.0.0.1'): Driver => {
  const driver = smtpDriver({
    url: `smtp://${host}:${port}`,
    from: 'avisos@clinica.example',
    patienceMs: 500,
  });
  drivers.push(driver);
  return driver;
};
const closeDrivers = (): Promise<unknown> => Promise.all(drivers.splice(0).map((driver) => driver.close()));
beforeAll(async () => {
  ({ clinicId } = await aRegisteredClinic(testApp));
});
afterEach(async () => {
  await closeDrivers();
  await runAsSystem('message-test', () => messages().deleteMany({}));
});

const someone = (name: string) => ({ to: { name, email: `${name}@leitora.example` } });
const headerOf = (raw: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n\s+/g, ' ');
const stateCounts = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { state } of await storedMessages(clinicId)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

describe('mail by SMTP', () => {
  test('when a message is carried, a real server receives text and HTML, the name encoded and the link absolute', async () => {
    const port = await aClosedPort();
    const server = aMailServer(port);
    await server.listening;
    await queued(testApp, {
      ...aCode(clinicId),
      template: 'password-reset',
      params: { minutes: 30 },
      secretParams: { path: '/reset-password#tok_en' },
    });
    expect(await courierWith(smtpTo(port)).tick()).toBe(1);
    await closeDrivers();
    await server.close();
    const [letter, ...others] = server.arrived;
    expect(others).toEqual([]);
    expect(letter?.to).toEqual(['helena@leitora.example']);
    const raw = letter?.raw ?? '';
    const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(headerOf(raw, 'Content-Type')).toMatch(/^multipart\/alternative/);
    expect(headerOf(raw, 'From')).toMatch(/<avisos@clinica\.example>$/);
    expect(headerOf(raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(plain).toContain('Content-Type: text/plain; charset=utf-8');
    expect(plain).toContain('Content-Type: text/html; charset=utf-8');
    expect(plain).toContain('href="http://localhost:3000/reset-password#tok_en"');
    const kept = await theOnlyMessage(clinicId);
    expect(kept).toMatchObject({ state: 'sent', driver: 'smtp' });
    expect(headerOf(raw, 'Message-ID')).toBe(`<${kept._id.toHexString()}@clinica.example>`);
    expect(kept.providerId).toBe(headerOf(raw, 'Message-ID'));
  });

  test('when a name tries to add headers or recipients, it stays a name', async () => {
    const port = await aClosedPort();
    const server = aMailServer(port);
    await server.listening;
    const name = 'Ana\r\nBcc: all@evil.example\r\n\r\n<script>, "x" <other@evil.example>';
    await queued(testApp, aCode(clinicId, { to: { name, email: 'ana@leitora.example' } }));
    await courierWith(smtpTo(port)).tick();
    await closeDrivers();
    await server.close();
    const [letter] = server.arrived;
    expect(letter?.to).toEqual(['ana@leitora.example']);
    expect(headerOf(letter?.raw ?? '', 'Bcc')).toBeUndefined();
    expect(letter?.raw.match(/^To: /gm)).toHaveLength(1);
  });

  test('Z11: when the server is down and comes back, nothing is lost and each message arrives once', async () => {
    const port = await aClosedPort();
    const courier = courierWith(smtpTo(port));
    const names = Array.from({ length: 12 }, (_, index) => `pessoa${index}`);
    for (const name of names) await queued(testApp, aCode(clinicId, someone(name)));
    await courier.tick();
    // After a few refusals the server is left alone: the rest have not been tried at all.
    const attempts = (await storedMessages(clinicId)).map((one) => one.attempts);
    expect(Math.max(...attempts)).toBe(1);
    expect(attempts.filter((count) => count === 0).length).toBeGreaterThanOrEqual(4);
    expect(await courier.tick()).toBe(0);

    const server = aMailServer(port);
    await server.listening;
    for (let round = 0; round < 3; round += 1) {
      clock.advance(1000);
      await courier.tick();
    }
    await closeDrivers();
    await server.close();
    expect(server.arrived.flatMap(({ to }) => to).toSorted()).toEqual(
      names.map((name) => `${name}@leitora.example`).toSorted(),
    );
    expect(await stateCounts()).toEqual({ sent: 12 });
  });

  test('when an address is refused for good, it is not tried again; a busy server is', async () => {
    const port = await aClosedPort();
    const answers: Record<string, number> = { 'gone@leitora.example': 550, 'later@leitora.example': 451 };
    const server = aMailServer(port, (address) => answers[address]);
    await server.listening;
    for (const name of ['gone', 'later', 'fine']) await queued(testApp, aCode(clinicId, someone(name)));
    await courierWith(smtpTo(port)).tick();
    await closeDrivers();
    await server.close();
    const outcome = Object.fromEntries(
      (await storedMessages(clinicId)).map(({ to, state, failure }) => [to.name, [state, failure]]),
    );
    expect(outcome).toEqual({
      gone: ['dead', 'refused'],
      later: ['failed', 'busy'],
      fine: ['sent', undefined],
    });
  });

  test('when the server takes the connection and says nothing, the attempt ends by itself', async () => {
    const silent = await aSilentServer();
    await queued(testApp, aCode(clinicId));
    await courierWith(smtpTo(silent.port)).tick();
    silent.close();
    expect(await theOnlyMessage(clinicId)).toMatchObject({ state: 'failed', failure: 'unreachable' });
  });

  test('when the server is not on this machine, mail is never sent without TLS', async () => {
    const port = await aClosedPort();
    const server = aMailServer(port);
    await server.listening;
    // Another name of this machine that is not on the list of loopback names.
    const driver = smtpTo(port, '127.0.0.2');
    const parcel = {
      id: 'a',
      from: { name: 'x' },
      to: { name: 'y', address: 'y@z.example' },
      subject: 's',
      text: 't',
    };
    await expect(driver.send(parcel)).rejects.toThrow('unreachable');
    await closeDrivers();
    await server.close();
    expect(server.arrived).toEqual([]);
  });
});

describe('the courier', () => {
  test('Z12: when one message can never be made, it becomes a dead letter and the others move on', async () => {
    const mail = fakeMail();
    const courier = courierWith(mail.driver);
    await queued(testApp, aCode(clinicId, someone('poison')));
    await runAsSystem('message-test', () =>
      messages().updateOne({ 'to.name': 'poison' }, { $set: { sealedSecrets: 'v1.AAAA' } }),
    );
    await queued(testApp, aCode(clinicId, someone('good')));
    await courier.tick();
    expect(mail.sent.map(({ to }) => to.name)).toEqual(['good']);
    for (let attempt = 0; attempt < 9; attempt += 1) {
      clock.advance(1000);
      await courier.tick();
    }
    expect(await stateCounts()).toEqual({ dead: 1, sent: 1 });
    const [poison] = await storedMessages(clinicId);
    expect(poison).toMatchObject({ state: 'dead', attempts: 8, failure: 'unknown' });
  });

  test('when several couriers run at once, each message leaves once', async () => {
    const mail = fakeMail();
    for (let at = 0; at < 20; at += 1) await queued(testApp, aCode(clinicId, someone(`p${at}`)));
    await Promise.all([1, 2, 3].map(() => courierWith(mail.driver).tick()));
    expect(mail.sent).toHaveLength(20);
    expect(new Set(mail.sent.map(({ id }) => id)).size).toBe(20);
    expect(await stateCounts()).toEqual({ sent: 20 });
  });

  test('when a courier dies between sending and noting, there is one repetition, under the same id', async () => {
    const mail = fakeMail();
    let isDying = true;
    const dying: Driver = {
      ...mail.driver,
      send: async (parcel) => {
        await mail.driver.send(parcel);
        // It never comes back to note what it did.
        return isDying ? new Promise(() => undefined) : { providerId: 'noted' };
      },
    };
    await queued(testApp, aCode(clinicId));
    void courierWith(dying).tick();
    await expect.poll(() => mail.sent.length).toBe(1);
    isDying = false;
    const next = courierWith(dying);
    expect(await next.tick()).toBe(0);
    await runAsSystem('message-test', () =>
      messages().updateMany(
        { clinicId: new Types.ObjectId(clinicId) },
        { $set: { 'lease.until': new Date(0) } },
      ),
    );
    expect(await next.tick()).toBe(1);
    expect(await next.tick()).toBe(0);
    expect(mail.sent).toHaveLength(2);
    expect(new Set(mail.sent.map(({ id }) => id)).size).toBe(1);
    expect(await theOnlyMessage(clinicId)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('when a courier slept through its lease, it does not overwrite what another noted', async () => {
    const mail = fakeMail();
    let fallAsleep = (): void => undefined;
    let wakeUp = (): void => undefined;
    const asleep = new Promise<void>((resolve) => (fallAsleep = resolve));
    const sleepy: Driver = {
      ...mail.driver,
      name: 'sleepy',
      send: () => {
        fallAsleep();
        return new Promise((_resolve, reject) => (wakeUp = () => reject(new Error('too late'))));
      },
    };
    await queued(testApp, aCode(clinicId));
    const slept = courierWith(sleepy).tick();
    await asleep;
    expect((await theOnlyMessage(clinicId)).state).toBe('sending');
    await runAsSystem('message-test', () =>
      messages().updateMany(
        { clinicId: new Types.ObjectId(clinicId) },
        { $set: { 'lease.until': new Date(0) } },
      ),
    );
    await courierWith(mail.driver).tick();
    wakeUp();
    await slept;
    expect(await theOnlyMessage(clinicId)).toMatchObject({ state: 'sent', driver: 'fake' });
  });
});

test('when letters are kept as files, nothing leaves and the file alone has what opens', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'topsmile-mail-')), 'letters');
  await queued(testApp, aCode(clinicId));
  await courierWith(folderDriver(folder)).tick();
  const kept = await theOnlyMessage(clinicId);
  const file = join(folder, `${kept._id.toHexString()}.json`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    to: { address: 'helena@leitora.example' },
    text: expect.stringContaining('493027'),
  });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(kept).toMatchObject({ state: 'sent', driver: 'folder' });
});

describe('waking', () => {
  test('when a process carries messages itself, a queued one leaves with the commit, not at the next turn', async () => {
    const mail = fakeMail();
    const own = anApp({}, { drivers: { email: mail.driver } });
    own.container.messages.start();
    await queued(own, aCode(clinicId));
    await expect.poll(() => mail.sent.length).toBe(1);
    await own.container.messages.stop();
    await queued(own, aCode(clinicId));
    await own.stop();
    expect(await stateCounts()).toEqual({ sent: 1, queued: 1 });
  });
});
