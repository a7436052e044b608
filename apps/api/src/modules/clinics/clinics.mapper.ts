import {
  type Address,
  type Clinic,
  type ClinicSettings,
  type Closure,
  type Location,
  Uf,
  type ViewOf,
} from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { ClinicDoc } from './clinic.model.ts';
import type { ClosureDoc } from './closure.model.ts';
import type { LocationDoc } from './location.model.ts';

type Holidays = ViewOf<typeof Location>['holidays'];

const steps = [5, 10, 15, 20, 30, 60] as const;

const usual: ClinicSettings = {
  slotStepMinutes: 15,
  cancellationNoticeHours: 24,
  bookingWindowDays: 365,
  minimumNoticeMinutes: 0,
  holdMinutes: 10,
  longWaitMinutes: 15,
};

export const settingsOf = ({ settings }: Pick<ClinicDoc, 'settings'>): ClinicSettings => ({
  ...usual,
  ...settings,
  slotStepMinutes: steps.find((step) => step === settings?.slotStepMinutes) ?? usual.slotStepMinutes,
});

export const toClinic = (clinic: ClinicDoc): ViewOf<typeof Clinic> => ({
  id: clinic._id.toHexString(),
  name: clinic.name,
  country: clinic.country,
  currency: clinic.currency,
  settings: settingsOf(clinic),
  isDemo: clinic.isDemo,
  isSetUp: clinic.isSetUp,
  rev: clinic.rev,
  ...given({ cnpj: clinic.cnpj, email: clinic.email, phone: clinic.phone }),
});

/** Which public holidays close a location. */
export const holidaysOf = ({ holidays }: LocationDoc): Holidays => ({
  isObserved: holidays?.isObserved ?? true,
  worked: holidays?.worked ?? [],
  ...given({ state: Uf.safeParse(holidays?.state).data }),
});

const toAddress = (address: LocationDoc['address']): ViewOf<typeof Address> => {
  const { state, ...fields } = address ?? {};
  return given({ ...fields, state: Uf.safeParse(state).data });
};

export const toLocation = (location: LocationDoc): ViewOf<typeof Location> => ({
  id: location._id.toHexString(),
  name: location.name,
  address: toAddress(location.address),
  zone: location.zone,
  hours: location.hours.map(({ weekdays, startsAt, endsAt }) => ({ weekdays, startsAt, endsAt })),
  holidays: holidaysOf(location),
  order: location.order,
  isActive: location.isActive,
  rev: location.rev,
  ...given({ phone: location.phone }),
});

export const toClosure = (closure: ClosureDoc, strandedCount: number): ViewOf<typeof Closure> => ({
  id: closure._id.toHexString(),
  from: closure.from,
  to: closure.to,
  reason: closure.reason,
  strandedCount,
  ...given({ locationId: closure.locationId?.toHexString() }),
});
