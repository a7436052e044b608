import {
  type AppointmentType,
  AppointmentTypeId,
  type Clinic,
  ClinicId,
  getClinic,
  getProvider,
  listAppointmentTypes,
  listEquipment,
  listHolidays,
  listLocations,
  listOperatories,
  listProviders,
  type Location,
  LocationId,
  type Operatory,
  OperatoryId,
  type Provider,
  ProviderId,
} from '@topsmile/contracts';
import { respond } from './server.ts';

const idOf = (last: string): string => last.padStart(24, '0');
export const ids = {
  location: LocationId.parse(idOf('b1')),
  chair1: OperatoryId.parse(idOf('d1')),
  chair2: OperatoryId.parse(idOf('d2')),
  provider: ProviderId.parse(idOf('e1')),
  type: AppointmentTypeId.parse(idOf('f1')),
};

export const aClinic = (rest: Partial<Clinic> = {}): Clinic => ({
  id: ClinicId.parse(idOf('c1')),
  name: 'Clínica Ipê Branco',
  country: 'BR',
  currency: 'BRL',
  settings: {
    slotStepMinutes: 15,
    cancellationNoticeHours: 24,
    bookingWindowDays: 180,
    minimumNoticeMinutes: 0,
    holdMinutes: 10,
    longWaitMinutes: 15,
  },
  isDemo: false,
  isSetUp: true,
  rev: 3,
  ...rest,
});

export const aLocation = (rest: Partial<Location> = {}): Location => ({
  id: ids.location,
  name: 'Perdizes',
  address: {},
  zone: 'America/Sao_Paulo',
  hours: [{ weekdays: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '18:00' }],
  holidays: { isObserved: true, worked: [] },
  order: 0,
  isActive: true,
  rev: 1,
  ...rest,
});

export const aChair = (name = 'Cadeira 1', id: OperatoryId = ids.chair1, order = 0): Operatory => ({
  id,
  locationId: ids.location,
  name,
  equipmentIds: [],
  order,
  isActive: true,
  rev: 1,
});

export const aProvider = (rest: Partial<Provider> = {}): Provider => ({
  id: ids.provider,
  title: 'Dra.',
  firstName: 'Helena',
  lastName: 'Prado',
  fullName: 'Dra. Helena Prado',
  kind: 'dentist',
  specialties: [],
  colorIndex: 0,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  appointmentTypeIds: [],
  order: 0,
  hours: [
    {
      weekdays: [1, 2],
      startsAt: '08:00',
      endsAt: '12:00',
      locationId: ids.location,
      operatoryId: ids.chair1,
    },
  ],
  overrides: [],
  timeOff: [],
  isActive: true,
  rev: 2,
  ...rest,
});

export const aType = (rest: Partial<AppointmentType> = {}): AppointmentType => ({
  id: ids.type,
  name: 'Avaliação',
  durationMinutes: 30,
  priceInCents: 0,
  color: '#DCEFFA',
  category: 'consultation',
  patternSquareMinutes: 10,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  equipmentIds: [],
  allowsOnlineBooking: true,
  requiresApproval: false,
  order: 0,
  isActive: true,
  rev: 1,
  ...rest,
});

type Configured = {
  clinic?: Clinic;
  locations?: Location[];
  chairs?: Operatory[];
  providers?: Provider[];
  types?: AppointmentType[];
};

/** Answers every read of the set-up; a test gives what matters to it. */
export const respondConfiguration = ({
  clinic = aClinic(),
  locations = [aLocation()],
  chairs = [aChair()],
  providers = [aProvider()],
  types = [aType()],
}: Configured = {}): void => {
  respond(getClinic, clinic);
  respond(listLocations, locations);
  respond(listOperatories, chairs);
  respond(listEquipment, []);
  respond(listProviders, providers);
  respond(listAppointmentTypes, types);
  respond(listHolidays, []);
  const [provider] = providers;
  if (provider !== undefined) respond(getProvider, provider);
};
