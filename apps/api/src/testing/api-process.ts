import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { keyFor, secretFor } from './test-secrets.ts';
import { aWire, type Wire } from './wire.ts';

/** The server as the supervisor runs it: a process of its own, known by its exit code and what it printed. */

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

type Settings = Record<string, string | undefined>;

const environment = (settings: Settings): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  PORT: '0',
  TOPSMILE_STAFF_ACCESS_SECRET: secretFor('staff'),
  TOPSMILE_PATIENT_ACCESS_SECRET: secretFor('patient'),
  TOPSMILE_REFRESH_SECRET: secretFor('refresh'),
  TOPSMILE_CSRF_SECRET: secretFor('csrf'),
  TOPSMILE_INDEX_SECRET: secretFor('index'),
  TOPSMILE_ENCRYPTION_KEYS: `k1:${keyFor('k1')}`,
  ...settings,
});

const watch = (child: ChildProcess) => {
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return {
    output: (): string => output,
    /** Resolves as soon as the process has printed it. */
    printed: (text: string): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
};

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** Starts `main.ts`; `preload` is code that runs in the process before it. */
export const anApiProcess = (settings: Settings, preload = '') => {
  const before = `data:text/javascript,${encodeURIComponent(preload)}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', before, main], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { output, printed } = watch(child);
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const address = new Promise<string>((resolve, reject) => {
    child.once('message', (message) =>
      resolve(`http://127.0.0.1:${String((message as { port: number }).port)}`),
    );
    child.once('exit', () => reject(new Error(`the server ended while starting:\n${output()}`)));
  });
  // A process that is meant to refuse has no address, and nobody waits for one.
  address.catch(() => undefined);
  return {
    address,
    ended,
    output,
    printed,
    isRunning: (): boolean => child.exitCode === null && child.signalCode === null,
    signal: (name: NodeJS.Signals): void => void child.kill(name),
  };
};
export type ApiProcess = ReturnType<typeof anApiProcess>;

/** Asks until the answer is yes; the test's own time limit ends a wait that is in vain. */
export const eventually = async (ask: () => Promise<boolean>): Promise<void> => {
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 100));
};

const made = async (wire: Wire, path: string, body: object): Promise<string> => {
  const { status, data } = await wire.call('POST', path, { body });
  if (status !== 201) throw new Error(`${path} answered ${status} ${JSON.stringify(data)}`);
  return data.id;
};

const password = 'correct horse battery';

/** What an owner can decide; a production server asks for a second factor without it. */
export const relaxedSecurity = {
  secondFactor: 'optional',
  reason: 'Test',
  changedAt: new Date(0),
  changedBy: 'Test',
};

const registered = async (baseUrl: string, relax: () => Promise<unknown>): Promise<Wire> => {
  const email = 'admin@example.com';
  const first = await fetch(`${baseUrl}/api/v1/csrf-token`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const reply = await fetch(`${baseUrl}/api/v1/auth/register`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      clinicName: 'Clínica Ipê',
      firstName: 'Marcos',
      lastName: 'Dias',
      email,
      password,
    }),
  });
  if (reply.status !== 201) throw new Error(`registration answered ${reply.status}`);
  await relax();
  return aWire(baseUrl, { email, password });
};

/** A clinic made over the wire, and the bookings it could take: each is a body that is free to be sent. */
export const aClinicOverTheWire = async (baseUrl: string, relax: () => Promise<unknown>) => {
  const wire = await registered(baseUrl, relax);
  const locationId: string = (await wire.call('GET', '/auth/me')).data.clinic.locations[0].id;
  const operatoryId = await made(wire, '/scheduling/operatories', {
    locationId,
    name: 'Cadeira 1',
    order: 0,
  });
  const hours = [{ weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '18:00', locationId, operatoryId }];
  const providerId = await made(wire, '/providers', {
    firstName: 'Helena',
    lastName: 'Prado',
    kind: 'dentist',
    colorIndex: 0,
    order: 0,
    hours,
  });
  const typeId = await made(wire, '/scheduling/appointment-types', {
    name: 'Avaliação',
    durationMinutes: 30,
    category: 'consultation',
    color: '#2F6FDE',
    order: 0,
  });
  // Two days ahead: no start passes into the past while the tests run.
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({ locationId, typeId, from, days: '5', perDay: '4' });
  const free = await wire.call('GET', `/scheduling/availability/next?${query.toString()}`);
  if (free.status !== 200)
    throw new Error(`availability answered ${free.status} ${JSON.stringify(free.data)}`);
  const starts: string[] = free.data.days.flatMap((day: { slots: { startsAt: string }[] }) =>
    // Every other one: a visit of 30 minutes covers two starts.
    day.slots.filter((_slot, at) => at % 2 === 0).map(({ startsAt }) => startsAt),
  );
  const aBooking = async () => {
    const startsAt = starts.shift();
    const patientId = await made(wire, '/patients', {
      firstName: 'Joana',
      lastName: 'Figueira',
      phone: `(11) 98888-77${String(starts.length).padStart(2, '0')}`,
    });
    return { patientId, typeId, providerId, locationId, startsAt };
  };
  return { wire, aBooking, locationId };
};
