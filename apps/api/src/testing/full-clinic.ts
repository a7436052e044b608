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
  const patientId = await idFrom(admin, '/patients', {
    firstName: 'Ana',
    lastName: 'Lima',
    phone: '(11) 97777-6666',
  });
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
  };
  const clinicId = new Types.ObjectId(clinic.clinicId);
  return { ...clinic, ids, fingerprint: () => fingerprintOf(clinicId) };
};
