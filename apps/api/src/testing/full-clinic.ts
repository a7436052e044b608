import { createHash } from 'node:crypto';
import { at } from '../modules/appointments/appointments.fixtures.ts';
import { connection, Types } from '../platform/mongo.ts';
import { isTenantCollection } from '../platform/tenancy/guard.ts';
import { runInClinic } from '../platform/tenancy/context.ts';
import type { TestApp } from './app.ts';
import { aWorkingClinic } from './clinic.ts';
import type { Browser } from './client.ts';
import { aPerson } from './people.ts';

const idFrom = async (browser: Browser, path: string, body: unknown): Promise<string> => {
  const reply = await browser.post(path, body);
  if (reply.status !== 201) throw new Error(`${path} answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.data.id;
};

const aPatient = { firstName: 'Ana', lastName: 'Lima', phone: '(11) 97777-6666' };

const anImport = async (browser: Browser): Promise<string> => {
  const file = Buffer.from('nome;sobrenome;telefone\nRui;Galvão;11955554444\n');
  const reply = await browser.upload('/patients/imports', file, 'pacientes.csv');
  if (reply.status !== 201) throw new Error(`the upload answered ${reply.status}`);
  const importId: string = reply.body.data.id;
  const applied = await browser.post(`/patients/imports/${importId}/apply`);
  if (applied.body.data?.accepted !== 1) throw new Error(`the import answered ${applied.status}`);
  return importId;
};

const aMerge = async (browser: Browser): Promise<string> => {
  const survivorId = await idFrom(browser, '/patients', { ...aPatient, firstName: 'Joana' });
  const duplicateId = await idFrom(browser, '/patients', { ...aPatient, firstName: 'Joanna' });
  const reply = await browser.post('/patients/merge', { survivorId, duplicateId });
  if (reply.status !== 200) throw new Error(`the merge answered ${reply.status}`);
  return reply.body.data.mergeId;
};

/** A passkey of the administrator's, as it is kept. */
const aKeptPasskey = async (admin: Browser): Promise<string> => {
  const { user } = (await admin.get('/auth/me')).body.data;
  const id = new Types.ObjectId();
  const passkey = {
    id,
    credentialId: id.toHexString(),
    publicKey: 'AA',
    counter: 0,
    transports: [],
    name: 'Chave',
    isSynced: false,
    createdAt: new Date(),
  };
  await connection()
    .collection('users')
    .updateOne({ _id: new Types.ObjectId(String(user.id)) }, { $set: { 'security.passkeys': [passkey] } });
  return id.toHexString();
};

const aMessage = async (
  { container }: TestApp,
  clinicId: Types.ObjectId,
  admin: Browser,
): Promise<string> => {
  await container.messages.queue(undefined, {
    clinicId,
    template: 'access-removed',
    to: { name: 'Rui', email: 'rui@example.com' },
    locale: 'pt-BR',
    params: {},
    secretParams: {},
    cause: 'request:full-clinic',
  });
  return (await admin.get('/messages')).body.data[0].id;
};

/** Somebody else of the clinic, where they are signed in, a role of the clinic's own and an open invitation. */
const somePeople = async (testApp: TestApp, admin: Browser, clinicId: string) => {
  const { userId, browser } = await aPerson(testApp, clinicId, 'assistant');
  const sessions = await browser.get('/auth/me');
  if (sessions.status !== 200) throw new Error(`the assistant's session answered ${sessions.status}`);
  const [session] = (await admin.get(`/users/${userId}/sessions`)).body.data;
  const role = { name: 'Coordenação clínica', base: 'manager', permissions: ['patients:read'] };
  const guest = { email: `${userId}@guests.example`, firstName: 'Sônia', lastName: 'Vidal' };
  return {
    userId,
    sessionId: String(session.id),
    roleId: await idFrom(admin, '/roles', role),
    invitationId: await idFrom(admin, '/invitations', { ...guest, role: 'assistant' }),
  };
};

// Written by every call, whoever makes it.
const noise = new Set(['audit_queue', 'audit_log', 'audit_heads', 'idempotency_keys', 'outbox', 'inbox']);

/** Every stored row of the clinic in one hash: it changes when anything of the clinic changes. */
const fingerprintOf = (clinicId: Types.ObjectId): Promise<string> =>
  runInClinic(clinicId, async () => {
    const hash = createHash('sha256');
    const { db } = connection();
    const collections = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
    const names = collections
      .map(({ name }) => name)
      .filter((name) => isTenantCollection(name) && !noise.has(name));
    for (const name of names.toSorted((one, other) => one.localeCompare(other))) {
      const rows = await connection().collection(name).find({ clinicId }).sort({ _id: 1 }).toArray();
      hash.update(name).update(JSON.stringify(rows));
    }
    return hash.digest('hex');
  });

/** A clinic that has one of everything, with the id of each under the name that paths use. */
export const aFullClinic = async (testApp: TestApp) => {
  const clinic = await aWorkingClinic(testApp);
  const { admin, locationId, chairIds, dentistIds, typeIds } = clinic;
  const clinicId = new Types.ObjectId(clinic.clinicId);
  const patientId = await idFrom(admin, '/patients', aPatient);
  const appointmentId = await idFrom(admin, '/scheduling/appointments', {
    patientId,
    typeId: typeIds.evaluation,
    providerId: dentistIds[0],
    locationId,
    startsAt: at('09:00'),
  });
  const ids: Record<string, string> = {
    locationId,
    operatoryId: chairIds[0] ?? '',
    providerId: dentistIds[0] ?? '',
    typeId: typeIds.evaluation,
    patientId,
    appointmentId,
    equipmentId: await idFrom(admin, '/scheduling/equipment', { locationId, name: 'Raio-X' }),
    closureId: await idFrom(admin, '/clinic/closures', {
      from: '2026-12-24',
      to: '2026-12-24',
      reason: 'Recesso',
    }),
    importId: await anImport(admin),
    mergeId: await aMerge(admin),
    messageId: await aMessage(testApp, clinicId, admin),
    resource: 'patients',
    resourceId: patientId,
    ...(await somePeople(testApp, admin, clinic.clinicId)),
    passkeyId: await aKeptPasskey(admin),
  };
  return { ...clinic, ids, fingerprint: () => fingerprintOf(clinicId) };
};
