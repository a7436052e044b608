import { createHash } from 'node:crypto';
import { at } from '../modules/appointments/appointments.fixtures.ts';
import { connection, Types } from '../platform/mongo.ts';
import { isTenantCollection } from '../platform/tenancy/guard.ts';
import { runInClinic } from '../platform/tenancy/context.ts';
import type { TestApp } from './app.ts';
import { aWorkingClinic } from './clinic.ts';
import type { Browser } from './client.ts';

const idFrom = async (browser: Browser, path: string, body: unknown): Promise<string> => {
  const reply = await browser.post(path, body);
  if (reply.status !== 201) throw new Error(`${path} answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.data.id;
};

const aPerson = { firstName: 'Ana', lastName: 'Lima', phone: '(11) 97777-6666' };

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
  const survivorId = await idFrom(browser, '/patients', { ...aPerson, firstName: 'Joana' });
  const duplicateId = await idFrom(browser, '/patients', { ...aPerson, firstName: 'Joanna' });
  const reply = await browser.post('/patients/merge', { survivorId, duplicateId });
  if (reply.status !== 200) throw new Error(`the merge answered ${reply.status}`);
  return reply.body.data.mergeId;
};

/** The administrator's own: a session, and a passkey as it is kept. */
const ownThings = async (admin: Browser): Promise<{ sessionId: string; passkeyId: string }> => {
  const { user } = (await admin.get('/auth/me')).body.data;
  const sessions = (await admin.get('/security/sessions')).body.data;
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
  return { sessionId: sessions[0].id, passkeyId: id.toHexString() };
};

// Written by every call, whoever makes it.
const noise = new Set(['idempotency_keys', 'outbox', 'inbox']);

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
  const patientId = await idFrom(admin, '/patients', aPerson);
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
    ...(await ownThings(admin)),
  };
  const clinicId = new Types.ObjectId(clinic.clinicId);
  return { ...clinic, ids, fingerprint: () => fingerprintOf(clinicId) };
};
