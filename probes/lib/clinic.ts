import { type Browser, made } from './browser.ts';
import { jsonOf } from './wire.ts';

/** A clinic with one of everything, made over HTTP; every text of it carries the given word. */

export type Clinic = {
  readonly id: string;
  readonly locationId: string;
  /** By the name that paths use. */
  readonly ids: Readonly<Record<string, string>>;
  /** Starts that nobody has taken, on the clinic's own grid. */
  readonly free: readonly string[];
};

const weekdays = [1, 2, 3, 4, 5];
let phones = 10_000_000;
const aPhone = (): string => `(11) 9${String((phones += 1))}`;

export const aPatient = (browser: Browser, lastName: string, more: object = {}): Promise<string> =>
  made(browser, '/patients', {
    firstName: 'Ana',
    lastName,
    phone: aPhone(),
    notes: `nota ${lastName}`,
    ...more,
  });

export const multipart = (name: string, type: string, bytes: Buffer | string) => {
  const boundary = 'probes-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};

const anImport = async (browser: Browser, word: string): Promise<string> => {
  const file = `nome;sobrenome;telefone\nRui;${word};119${(phones += 1)}\n`;
  const answer = await browser.send({
    method: 'POST',
    path: '/patients/imports',
    ...multipart('pacientes.csv', 'text/csv', file),
  });
  if (answer.status !== 201) throw new Error(`the import answered ${answer.status} ${answer.text}`);
  return jsonOf(answer).data.id;
};

const aMerge = async (browser: Browser, word: string): Promise<string> => {
  const [survivorId, duplicateId] = [await aPatient(browser, word), await aPatient(browser, word)];
  const answer = await browser.send({
    method: 'POST',
    path: '/patients/merge',
    json: { survivorId, duplicateId },
  });
  if (answer.status !== 200) throw new Error(`the merge answered ${answer.status} ${answer.text}`);
  return jsonOf(answer).data.mergeId;
};

const freeStarts = async (browser: Browser, locationId: string, typeId: string): Promise<string[]> => {
  const from = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({ locationId, typeId, from, days: '5', perDay: '8' });
  const answer = await browser.send({
    method: 'GET',
    path: `/scheduling/availability/next?${query.toString()}`,
  });
  if (answer.status !== 200) throw new Error(`availability answered ${answer.status} ${answer.text}`);
  return jsonOf(answer).data.days.flatMap((day: { slots: { startsAt: string }[] }) =>
    // Every other one: a visit of 30 minutes covers two starts.
    day.slots.filter((_slot, at) => at % 2 === 0).map(({ startsAt }) => startsAt),
  );
};

/** Rooms, people and types: what has to be there before anybody can book. */
const setUp = async (browser: Browser, locationId: string, word: string) => {
  const operatoryId = await made(browser, '/scheduling/operatories', { locationId, name: `Cadeira ${word}` });
  const hours = [{ weekdays, startsAt: '08:00', endsAt: '18:00', locationId, operatoryId }];
  return {
    operatoryId,
    providerId: await made(browser, '/providers', {
      firstName: 'Helena',
      lastName: word,
      kind: 'dentist',
      hours,
    }),
    typeId: await made(browser, '/scheduling/appointment-types', {
      name: `Avaliação ${word}`,
      durationMinutes: 30,
      category: 'consultation',
      color: '#2F6FDE',
    }),
  };
};

/** The id of what was made, where the product has such a thing yet. */
const where = async (browser: Browser, path: string, json: unknown): Promise<Record<string, string>> => {
  const answer = await browser.send({ method: 'POST', path, json });
  if (answer.status === 404) return {};
  if (answer.status !== 201)
    throw new Error(`${path} answered ${answer.status} ${answer.text.slice(0, 400)}`);
  return { [`${path.slice(1).replace(/s$/, '')}Id`]: jsonOf(answer).data.id };
};

/** The people's side of a clinic: who is invited, what they may do, what was written to them. */
const people = async (browser: Browser, word: string): Promise<Record<string, string>> => {
  const email = `convite-${word.toLowerCase()}@probes.example`;
  const person = { firstName: 'Rui', lastName: word, email, role: 'receptionist' };
  const invited = await where(browser, '/invitations', person);
  const role = { name: `Papel ${word}`, base: 'receptionist', permissions: ['patients:read'] };
  const roles = await where(browser, '/roles', role);
  const messages = jsonOf(await browser.send({ method: 'GET', path: '/messages' }))?.data;
  const messageId: string | undefined = messages?.[0]?.id;
  const me = jsonOf(await browser.send({ method: 'GET', path: '/auth/me' }));
  return {
    ...invited,
    ...roles,
    ...(messageId === undefined ? {} : { messageId }),
    userId: me.data.user.id,
    role: 'receptionist',
  };
};

export const furnish = async (browser: Browser, id: string, word: string): Promise<Clinic> => {
  const me = jsonOf(await browser.send({ method: 'GET', path: '/auth/me' }));
  const locationId: string = me.data.clinic.locations[0].id;
  const { operatoryId, providerId, typeId } = await setUp(browser, locationId, word);
  const [startsAt, ...free] = await freeStarts(browser, locationId, typeId);
  const patientId = await aPatient(browser, word);
  const booking = { patientId, typeId, providerId, locationId, startsAt, note: word };
  return {
    id,
    locationId,
    free,
    ids: {
      locationId,
      operatoryId,
      providerId,
      typeId,
      patientId,
      appointmentId: await made(browser, '/scheduling/appointments', booking),
      equipmentId: await made(browser, '/scheduling/equipment', { locationId, name: `Raio-X ${word}` }),
      closureId: await made(browser, '/clinic/closures', {
        from: '2027-12-24',
        to: '2027-12-24',
        reason: word,
      }),
      importId: await anImport(browser, word),
      mergeId: await aMerge(browser, word),
      ...(await people(browser, word)),
    },
  };
};
