import { AppointmentTypeModel } from '../modules/appointment-types/appointment-type.model.ts';
import { LocationModel } from '../modules/clinics/location.model.ts';
import { OperatoryModel } from '../modules/operatories/operatory.model.ts';
import { ProviderModel } from '../modules/providers/provider.model.ts';
import { Types } from '../platform/mongo.ts';
import { folded, wordsOf } from '../platform/search-text.ts';
import { takeNumbers } from '../platform/sequence.ts';
import { runInClinic } from '../platform/tenancy/context.ts';
import { aRegisteredClinic, type TestApp } from './app.ts';
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

const makeChairs = async (count: number, locationId: string): Promise<string[]> => {
  const ord = await takeNumbers('resource-ord', count);
  const drafts = Array.from({ length: count }, (_, at) => ({
    ord: ord + at,
    locationId,
    name: `Cadeira ${at + 1}`,
    activeName: `cadeira ${at + 1}`,
    order: at,
  }));
  return (await OperatoryModel.create(drafts)).map((chair) => chair._id.toHexString());
};

type People = { kind: 'dentist' | 'hygienist'; names: readonly string[]; count: number; blocks: Block[] };
type Places = { locationId: string; chairIds: readonly string[]; firstChair: number };

const makeProviders = async (people: People, places: Places): Promise<string[]> => {
  const ord = await takeNumbers('resource-ord', people.count);
  const drafts = Array.from({ length: people.count }, (_, at) => {
    const name = people.names[at % people.names.length] ?? '';
    const [firstName = '', lastName = ''] = name.split(' ');
    const operatoryId = places.chairIds[(places.firstChair + at) % places.chairIds.length];
    return {
      ord: ord + at,
      firstName,
      lastName,
      kind: people.kind,
      colorIndex: (places.firstChair + at) % 5,
      order: places.firstChair + at,
      sortName: folded(name),
      searchWords: wordsOf(name),
      hours: people.blocks.map((block) => ({
        weekdays,
        ...block,
        locationId: places.locationId,
        operatoryId,
      })),
    };
  });
  return (await ProviderModel.create(drafts)).map((provider) => provider._id.toHexString());
};

const makeTypes = async (): Promise<Record<TypeName, string>> => {
  const made = await Promise.all(
    Object.entries(types).map(async ([key, draft], order) => {
      const named = { activeName: folded(draft.name), searchWords: wordsOf(draft.name), order };
      return [key, (await AppointmentTypeModel.create({ ...draft, ...named }))._id.toHexString()] as const;
    }),
  );
  return Object.fromEntries(made) as Record<TypeName, string>;
};

/**
 * A clinic that works: one location in São Paulo open Monday to Friday, chairs, dentists and a hygienist
 * each bound to a chair, five appointment types, and three people of the staff signed in.
 */
export const aWorkingClinic = async (testApp: TestApp, wishes: ClinicWishes = {}) => {
  const { chairs = 4, dentists = 3, hygienists = 1, dentistWorks, zone = 'America/Sao_Paulo' } = wishes;
  const { browser: admin, clinicId, locationId } = await aRegisteredClinic(testApp, { zone });
  const made = await runInClinic(new Types.ObjectId(clinicId), async () => {
    await LocationModel.updateOne(
      { _id: locationId },
      { hours: [{ weekdays, startsAt: '08:00', endsAt: '18:00' }] },
    );
    const chairIds = await makeChairs(chairs, locationId);
    const dentistIds = await makeProviders(
      { kind: 'dentist', names: dentistNames, count: dentists, blocks: blocksOf(dentistWorks) },
      { locationId, chairIds, firstChair: 0 },
    );
    const hygienistIds = await makeProviders(
      { kind: 'hygienist', names: hygienistNames, count: hygienists, blocks: usualDay },
      { locationId, chairIds, firstChair: dentists },
    );
    return { chairIds, dentistIds, hygienistIds, typeIds: await makeTypes() };
  });
  testApp.container.schedule.forget(clinicId);
  const [receptionist, dentist] = await Promise.all([
    aMember(testApp, clinicId, 'receptionist'),
    aMember(testApp, clinicId, 'dentist'),
  ]);
  return { clinicId, locationId, ...made, admin, receptionist, dentist };
};
export type WorkingClinic = Awaited<ReturnType<typeof aWorkingClinic>>;
