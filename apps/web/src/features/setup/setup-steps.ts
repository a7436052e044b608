import type { AppointmentType, Clinic, Location, Operatory, Provider } from '@topsmile/contracts';

export const setupSteps = ['clinic', 'hours', 'chairs', 'people', 'types'] as const;
export type SetupStep = (typeof setupSteps)[number];
export type SetupPlace = SetupStep | 'done';

/** What the clinic has so far; retired records do not count. */
export type SetupState = {
  clinic: Clinic;
  location: Location;
  chairs: readonly Operatory[];
  providers: readonly Provider[];
  types: readonly AppointmentType[];
};

/**
 * Where somebody who left goes on. The server's records are the only memory: what comes later proves that the
 * steps before it were gone through.
 */
export const firstOpenStep = ({ clinic, location, chairs, providers, types }: SetupState): SetupPlace => {
  if (clinic.isSetUp) return 'done';
  if (types.length > 0 && providers.length > 0 && chairs.length > 0) return 'types';
  if (providers.length > 0) return 'types';
  if (chairs.length > 0) return 'people';
  return Object.keys(location.address).length > 0 ? 'hours' : 'clinic';
};

export const stepAfter = (step: SetupStep): SetupPlace => setupSteps[setupSteps.indexOf(step) + 1] ?? 'done';

export const stepBefore = (step: SetupStep): SetupStep | undefined =>
  setupSteps[setupSteps.indexOf(step) - 1];

export const placeNamed = (text: string | null): SetupPlace | undefined =>
  text === 'done' ? 'done' : setupSteps.find((step) => step === text);
