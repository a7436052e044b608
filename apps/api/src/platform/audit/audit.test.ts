import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyLines } from '../../cli/audit.ts';
import { anApp, aPassword, aRegisteredClinic } from '../../testing/app.ts';
import { aBrowser, type Browser } from '../../testing/client.ts';
import { aMember } from '../../testing/people.ts';
import { aPatient } from '../../modules/patients/patients.fixtures.ts';
import { Types } from '../mongo.ts';
import { runAsSystem } from '../tenancy/context.ts';
import type { ChainedRow } from './audit.types.ts';
import { auditHeads, auditLog, auditQueue } from './audit.model.ts';

const testApp = anApp();
afterAll(() => testApp.stop());
const { trail, chain } = testApp.container;

/** Everything asked so far has its place in the chain. */
const settled = async (): Promise<void> => {
  await trail.flush();
  await chain.tick();
};
const chainOf = (clinicId: string): Promise<ChainedRow[]> =>
  runAsSystem('audit', () =>
    auditLog()
      .find({ clinicId: new Types.ObjectId(clinicId) })
      .sort({ seq: 1 })
      .toArray(),
  );
const facts = (rows: readonly ChainedRow[]) =>
  rows.map(({ action, resource, status }) => [action, resource, status]);

describe('what leaves a row', () => {
  let clinicId: string;
  let admin: Browser;
  let email: string;
  beforeAll(async () => {
    ({ clinicId, browser: admin, email } = await aRegisteredClinic(testApp));
    await settled();
  });
  const since = async (work: () => Promise<unknown>): Promise<ChainedRow[]> => {
    await settled();
    const before = (await chainOf(clinicId)).length;
    await work();
    await settled();
    return (await chainOf(clinicId)).slice(before);
  };

  test('a read of a record and a list of records: one row each, as many as calls', async () => {
    const { id: patientId } = await aPatient(admin);
    const rows = await since(async () => {
      await admin.get(`/patients/${patientId}`);
      await admin.get('/patients');
      await admin.get('/patients');
      await admin.get('/auth/me');
    });
    expect(facts(rows)).toEqual([
      ['read', 'patients', 200],
      ['list', 'patients', 200],
      ['list', 'patients', 200],
    ]);
    expect(rows[0]).toMatchObject({ resourceId: patientId, actorKind: 'staff', role: 'admin' });
  });

  test('a change: its fields before and after, what is sensitive covered', async () => {
    const { id: patientId } = await aPatient(admin);
    const { rev } = (await admin.get(`/patients/${patientId}`)).body.data;
    const rows = await since(() =>
      admin.patch(`/patients/${patientId}`, {
        rev,
        firstName: 'Débora',
        preferredContact: 'phone',
        cpf: '529.982.247-25',
      }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      action: 'update',
      resource: 'patients',
      resourceId: patientId,
      status: 200,
    });
    const changes = new Map(rows[0]?.changes?.map((one) => [one.field, one]));
    expect(changes.get('firstName')).toEqual({ field: 'firstName', before: '•••', after: '•••' });
    expect(changes.get('preferredContact')).toMatchObject({ after: 'phone' });
    expect(JSON.stringify(rows[0]?.changes)).not.toMatch(/529|982|Débora/);
  });

  test('D-12: a sign-in, a failed one and a sign-out are rows of the clinic', async () => {
    const rows = await since(async () => {
      const browser = aBrowser(testApp.app);
      await browser.signIn(email, 'not the password');
      await browser.signIn(email, aPassword);
      await browser.post('/auth/logout');
    });
    expect(facts(rows)).toEqual([
      ['failed_login', 'auth', 401],
      ['login', 'auth', 200],
      ['logout', 'auth', 200],
    ]);
    expect(new Set(rows.map(({ actorId }) => actorId)).size).toBe(1);
  });

  test('a refusal names who was refused what', async () => {
    const assistant = await aMember(testApp, clinicId, 'assistant');
    const rows = await since(() => assistant.get('/security/audit-logs'));
    expect(rows.at(-1)).toMatchObject({
      action: 'refused',
      route: '/security/audit-logs',
      status: 403,
      role: 'assistant',
    });
  });

  test('a change whose process dies before its end still has its row', async () => {
    const begun = await runAsSystem('audit', async () => {
      await trail.begin(new Types.ObjectId(clinicId), {
        at: testApp.clock.now(),
        actorKind: 'staff',
        action: 'update',
        resource: 'patients',
        method: 'PATCH',
        route: '/patients/:patientId',
        status: 0,
        requestId: 'r',
        address: '127.0.0.1',
        userAgent: '',
      });
      return auditQueue().countDocuments({ clinicId: new Types.ObjectId(clinicId), requestId: 'r' });
    });
    expect(begun).toBe(1);
    const isChained = async () => (await chainOf(clinicId)).some(({ requestId }) => requestId === 'r');
    await settled();
    expect(await isChained()).toBe(false);
    testApp.clock.advance(3 * 60);
    await settled();
    expect(await isChained()).toBe(true);
    expect((await chainOf(clinicId)).find(({ requestId }) => requestId === 'r')).toMatchObject({ status: 0 });
  });
});

describe('the chain', () => {
  test('several writers at once give every row one place', async () => {
    const { clinicId, browser } = await aRegisteredClinic(testApp);
    for (let call = 0; call < 12; call += 1) await browser.get('/patients');
    await trail.flush();
    const others = [anApp(), anApp()];
    await Promise.all([chain, ...others.map(({ container }) => container.chain)].map((one) => one.tick()));
    await Promise.all(others.map((one) => one.stop()));
    await chain.tick();
    const rows = await chainOf(clinicId);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
    expect(rows.filter(({ action }) => action === 'list')).toHaveLength(12);
  });

  /** An export of one chain as it is, for somebody to tamper with. */
  const aChain = async () => {
    const { clinicId, browser } = await aRegisteredClinic(testApp);
    for (let call = 0; call < 5; call += 1) await browser.get('/patients');
    await settled();
    const head = await runAsSystem('audit', () =>
      auditHeads().findOne({ clinicId: new Types.ObjectId(clinicId) }),
    );
    if (head === null) throw new Error('a chain has a head');
    return { rows: await chainOf(clinicId), head: { clinicId, seq: head.seq, hash: head.hash } };
  };
  const faultOf = async (
    { head }: Awaited<ReturnType<typeof aChain>>,
    rows: readonly (ChainedRow | undefined)[],
  ) => {
    const lines = JSON.parse(JSON.stringify([...rows.map((row) => ({ row })), { head }]));
    const [found] = await verifyLines(
      (async function* () {
        yield* lines;
      })(),
    );
    return found?.fault;
  };

  test('when nobody touched it, it is whole, offline too', async () => {
    const whole = await aChain();
    expect(await faultOf(whole, whole.rows)).toBeUndefined();
  });

  test('an edit, a deletion, a reordering and a cut tail are found, and the place is named', async () => {
    const whole = await aChain();
    const { rows } = whole;
    const edited = rows.map((row, at) => (at === 2 ? { ...row, actorId: 'somebody else' } : row));
    expect(await faultOf(whole, edited)).toEqual({ seq: 3, what: 'edited' });
    expect(await faultOf(whole, rows.toSpliced(1, 1))).toEqual({ seq: 2, what: 'missing' });
    const swapped = rows.with(1, rows[2] as ChainedRow).with(2, rows[1] as ChainedRow);
    expect(await faultOf(whole, swapped)).toEqual({ seq: 2, what: 'missing' });
    expect(await faultOf(whole, rows.slice(0, -1))).toEqual({ seq: rows.length, what: 'cut-off' });
  });

  test('when the newest rows are deleted from the store, the gap stays and is found, whatever comes after', async () => {
    const { head } = await aChain();
    const clinicId = new Types.ObjectId(head.clinicId);
    await runAsSystem('audit', () => auditLog().deleteMany({ clinicId, seq: { $gte: head.seq - 1 } }));
    testApp.container.trail.enqueue(clinicId, {
      at: testApp.clock.now(),
      actorKind: 'staff',
      action: 'read',
      resource: 'patients',
      method: 'GET',
      route: '/patients',
      status: 200,
      requestId: 'after',
      address: '127.0.0.1',
      userAgent: '',
    });
    await settled();
    await chain.verify();
    const found = await runAsSystem('audit', () => auditHeads().findOne({ clinicId }));
    expect(found?.fault).toEqual({ seq: head.seq - 1, what: 'missing' });
  });

  test('when a row is changed in the store, the next verification says where', async () => {
    const { head } = await aChain();
    const clinicId = new Types.ObjectId(head.clinicId);
    await runAsSystem('audit', () =>
      auditLog().updateOne({ clinicId, seq: 2 }, { $set: { address: '10.0.0.9' } }),
    );
    await chain.verify();
    const found = await runAsSystem('audit', () => auditHeads().findOne({ clinicId }));
    expect(found?.fault).toEqual({ seq: 2, what: 'edited' });
  });
});

describe('reading it', () => {
  test('D-12: the own clinic alone, by person and by record, with names', async () => {
    const mine = await aRegisteredClinic(testApp);
    const other = await aRegisteredClinic(testApp);
    const { id: patientId } = await aPatient(mine.browser);
    await other.browser.get('/patients');
    await settled();
    const all = await mine.browser.get('/security/audit-logs');
    expect(all.status).toBe(200);
    expect(all.body.data[0].actor).toMatchObject({ kind: 'staff', name: "Marcos D'Ávila", role: 'admin' });
    const ofRecord = await mine.browser.get(`/security/audit-logs/resource/patients/${patientId}`);
    expect(ofRecord.body.data.map(({ action }: { action: string }) => action)).toEqual(['create']);
    const them = other.session.user.id;
    expect((await mine.browser.get(`/security/audit-logs/user/${them}`)).status).toBe(404);
  });

  test('pages go on where they stopped, and filters hold', async () => {
    const { browser } = await aRegisteredClinic(testApp);
    for (let call = 0; call < 5; call += 1) await browser.get('/patients');
    await settled();
    const first = await browser.get('/security/audit-logs', { action: 'list', limit: 3 });
    const cursor = first.body.meta.page?.nextCursor;
    const second = await browser.get('/security/audit-logs', { action: 'list', limit: 3, cursor });
    const seqs = [...first.body.data, ...second.body.data].map(({ seq }: { seq: number }) => seq);
    expect(seqs).toHaveLength(5);
    expect(seqs).toEqual(seqs.toSorted((one, other) => other - one));
  });

  test('F5: the export is a file whose cells do not run, and leaves a row of its own before it leaves', async () => {
    const { browser, clinicId } = await aRegisteredClinic(testApp);
    await settled();
    const file = await browser.get('/security/audit-logs/export');
    expect(file.status).toBe(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename="audit.csv"');
    await settled();
    expect((await chainOf(clinicId)).at(-1)).toMatchObject({ action: 'export', status: 200 });
    testApp.clock.advance(11 * 60);
    expect((await browser.get('/security/audit-logs/export')).body.code).toBe('reauth-required');
  });
});
