import { given } from '../platform/given.ts';
import { Types } from '../platform/mongo.ts';
import { folded, wordsOf } from '../platform/search-text.rules.ts';
import { takeNumbers } from '../platform/sequence.ts';
import { AppointmentTypeModel } from '../modules/appointment-types/appointment-type.model.ts';
import { ClinicModel } from '../modules/clinics/clinic.model.ts';
import { LocationModel } from '../modules/clinics/location.model.ts';
import { OperatoryModel } from '../modules/operatories/operatory.model.ts';
import { ProviderModel } from '../modules/providers/provider.model.ts';
import { demoChairs, demoProviders, demoTypes, type DemoTypeKey, demoZone } from './demo-clinic.ts';

type Provider = (typeof demoProviders)[number];
export type DemoIds = {
  clinicId: Types.ObjectId;
  locationId: string;
  chairs: string[];
  providers: Map<string, string>;
  types: Map<DemoTypeKey, string>;
};

const address = {
  street: 'Rua Cardoso de Almeida',
  number: '812',
  neighborhood: 'Perdizes',
  city: 'São Paulo',
  state: 'SP',
  zipCode: '05013-001',
};

export const makeClinic = async (): Promise<Types.ObjectId> => {
  const clinic = await ClinicModel.create({
    name: 'Clínica Ipê Branco',
    cnpj: '11.222.333/0001-81',
    email: 'contato@demo.topsmile.example',
    phone: '(11) 3900-0000',
    isDemo: true,
    isSetUp: false,
  });
  return clinic._id;
};

export const makeLocation = async (clinicId: Types.ObjectId): Promise<string> => {
  const location = await LocationModel.create({
    clinicId,
    name: 'Unidade Perdizes',
    address,
    phone: '(11) 3900-0000',
    zone: demoZone,
    hours: [
      { weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '12:00' },
      { weekdays: [1, 2, 3, 4, 5], startsAt: '13:00', endsAt: '18:00' },
      { weekdays: [6], startsAt: '08:00', endsAt: '12:00' },
    ],
    holidays: { isObserved: true, state: 'SP', worked: [] },
  });
  return location._id.toHexString();
};

export const makeChairs = async (clinicId: Types.ObjectId, locationId: string): Promise<string[]> => {
  const ord = await takeNumbers('resource-ord', demoChairs.length);
  const drafts = demoChairs.map((name, order) => ({
    clinicId,
    ord: ord + order,
    locationId,
    name,
    activeName: folded(name),
    order,
  }));
  return (await OperatoryModel.create(drafts)).map((chair) => chair._id.toHexString());
};

export const makeTypes = async (clinicId: Types.ObjectId): Promise<Map<DemoTypeKey, string>> => {
  const made = new Map<DemoTypeKey, string>();
  for (const [order, { key, ...type }] of demoTypes.entries()) {
    const named = { activeName: folded(type.name), searchWords: wordsOf(type.name) };
    const created = await AppointmentTypeModel.create({ clinicId, order, ...type, ...named });
    made.set(key, created._id.toHexString());
  }
  return made;
};

const providerDraft = (provider: Provider, { order, ids }: { order: number; ids: DemoIds }) => {
  const { key: _key, works, hours, cro, ...person } = provider;
  const name = `${person.firstName} ${person.lastName}`;
  return {
    ...given(person),
    specialties: [...person.specialties],
    order,
    colorIndex: order % 5,
    license: { council: 'CRO' as const, state: 'SP', number: cro },
    appointmentTypeIds: works.map((type) => new Types.ObjectId(ids.types.get(type))),
    hours: hours.map(({ chair, ...block }) => ({
      ...block,
      locationId: ids.locationId,
      operatoryId: ids.chairs[chair],
    })),
    sortName: folded(name),
    searchWords: wordsOf(name),
  };
};

type Absence = { from: string; to: string; kind: 'course' | 'vacation'; reason: string };

/** The five providers; one is on a course some afternoon of each month, another away for a week. */
export const makeProviders = async (
  ids: DemoIds,
  absences: ReadonlyMap<string, Absence[]>,
): Promise<Map<string, string>> => {
  const ord = await takeNumbers('resource-ord', demoProviders.length);
  const made = new Map<string, string>();
  for (const [order, provider] of demoProviders.entries()) {
    const draft = providerDraft(provider, { order, ids });
    const timeOff = absences.get(provider.key) ?? [];
    const created = await ProviderModel.create({
      clinicId: ids.clinicId,
      ord: ord + order,
      ...draft,
      timeOff,
    });
    made.set(provider.key, created._id.toHexString());
  }
  return made;
};
