import { aRegisteredClinic, type TestApp } from './app.ts';
import type { Browser } from './client.ts';
import { aMember } from './people.ts';

const weekdays = [1, 2, 3, 4, 5];
type Block = { startsAt: string; endsAt: string };
const usualDay: Block[] = [
  { startsAt: '08:00', endsAt: '12:00' },
  { startsAt: '13:00', endsAt: '18:00' },
];

export type ClinicWishes = {
  chairs?: number;
  dentists?: number;
  hygienists?: number;
  /** `08:00-12:00`, several with commas; the usual day has a lunch break. */
  dentistWorks?: string;
  zone?: string;
};

const blocksOf = (text: string | undefined): Block[] =>
  text?.split(',').map((part) => {
    const [startsAt = '', endsAt = ''] = part.trim().split('-');
    return { startsAt, endsAt };
  }) ?? usualDay;

const dentistNames = ['Helena Prado', 'Bruno Salles', 'Íris Nogueira', 'Caio Bastos', 'Lia Ferraz'];
const hygienistNames = ['Rita Camargo', 'Davi Lopes'];

const types = {
  evaluation: { name: 'Avaliação', durationMinutes: 30, category: 'consultation', color: '#2F6FDE' },
  restoration: {
    name: 'Restauração',
    durationMinutes: 60,
    category: 'treatment',
    color: '#1E8E6A',
    pattern: 'X//X',
    patternSquareMinutes: 15,
  },
  cleaning: { name: 'Profilaxia', durationMinutes: 45, category: 'cleaning', color: '#7A5AF0' },
  emergency: { name: 'Urgência', durationMinutes: 30, category: 'emergency', color: '#C4372B' },
  implant: {
    name: 'Implante',
    durationMinutes: 90,
    category: 'surgery',
    color: '#9A6200',
    requiresApproval: true,
  },
} as const;
export type TypeName = keyof typeof types;

const created = async (browser: Browser, path: string, body: object): Promise<string> => {
  const reply = await browser.post(path, body);
  if (reply.status !== 201) throw new Error(`${path} answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.data.id;
};

const makeChairs = async (browser: Browser, locationId: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let order = 0; order < count; order += 1) {
    const draft = { locationId, name: `Cadeira ${order + 1}`, order };
    ids.push(await created(browser, '/scheduling/operatories', draft));
  }
  return ids;
};

type People = { kind: 'dentist' | 'hygienist'; names: readonly string[]; count: number; blocks: Block[] };
type Places = { locationId: string; chairIds: readonly string[]; firstChair: number };

const makeProviders = async (
  browser: Browser,
  { kind, names, count, blocks }: People,
  { locationId, chairIds, firstChair }: Places,
): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const [firstName = '', lastName = ''] = (names[at % names.length] ?? '').split(' ');
    const order = firstChair + at;
    const operatoryId = chairIds[order % chairIds.length];
    const hours = blocks.map((block) => ({ weekdays, ...block, locationId, operatoryId }));
    const draft = { firstName, lastName, kind, colorIndex: order % 5, order, hours };
    ids.push(await created(browser, '/providers', draft));
  }
  return ids;
};

const makeTypes = async (browser: Browser): Promise<Record<TypeName, string>> => {
  const ids: Partial<Record<string, string>> = {};
  for (const [order, [key, draft]] of Object.entries(types).entries()) {
    ids[key] = await created(browser, '/scheduling/appointment-types', { ...draft, order });
  }
  return ids as Record<TypeName, string>;
};

/**
 * A clinic that works: one location in São Paulo open Monday to Friday, chairs, dentists and a hygienist
 * each bound to a chair, five appointment types, and three people of the staff signed in.
 */
export const aWorkingClinic = async (testApp: TestApp, wishes: ClinicWishes = {}) => {
  const { chairs = 4, dentists = 3, hygienists = 1, dentistWorks, zone = 'America/Sao_Paulo' } = wishes;
  const { browser: admin, clinicId, locationId } = await aRegisteredClinic(testApp, { zone });
  const chairIds = await makeChairs(admin, locationId, chairs);
  const dentistIds = await makeProviders(
    admin,
    { kind: 'dentist', names: dentistNames, count: dentists, blocks: blocksOf(dentistWorks) },
    { locationId, chairIds, firstChair: 0 },
  );
  const hygienistIds = await makeProviders(
    admin,
    { kind: 'hygienist', names: hygienistNames, count: hygienists, blocks: usualDay },
    { locationId, chairIds, firstChair: dentists },
  );
  const typeIds = await makeTypes(admin);
  const [receptionist, dentist] = await Promise.all([
    aMember(testApp, clinicId, 'receptionist'),
    aMember(testApp, clinicId, 'dentist'),
  ]);
  return { clinicId, locationId, chairIds, dentistIds, hygienistIds, typeIds, admin, receptionist, dentist };
};
export type WorkingClinic = Awaited<ReturnType<typeof aWorkingClinic>>;
