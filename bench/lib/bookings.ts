import type { Db } from 'mongodb';
import { type Clinic, dayAhead, instantAt } from './clinics.ts';

/** Free time of the seeded clinics: days beyond the seeded ones, each suite with days of its own. */

const firstFreeDay = 39;
/** Takes away what earlier runs booked. */
export const clearBookings = async (db: Db): Promise<void> => {
  const from = new Date(instantAt(dayAhead(firstFreeDay), 0));
  await db.collection('appointments').deleteMany({ startsAt: { $gte: from } });
};

export type Slot = { readonly clinic: Clinic; readonly column: number; readonly startsAt: string };
const note =
  'Prefere ser atendida pela manhã. Traz a radiografia panorâmica do ano passado e pede que a recepção ligue na véspera para lembrar. Sensibilidade no segundo quadrante desde a última consulta; já tomou anti-inflamatório por três dias sem melhora. Vem de ônibus.';

/** The body that the web application sends for a booking, about 600 bytes. */
export const bookingOf = (
  { clinic, column, startsAt }: Slot,
  { patientAt = 0, durationMinutes = 30 }: { patientAt?: number; durationMinutes?: number } = {},
) => {
  const each = Math.floor(clinic.patients.length / clinic.providers.length);
  return {
    patientId: clinic.patients[column * each + (patientAt % each)],
    typeId: clinic.types[0],
    providerId: clinic.providers[column],
    locationId: clinic.locationId,
    operatoryId: clinic.chairs[column],
    startsAt,
    durationMinutes,
    priority: 'routine',
    note,
    isWalkIn: false,
  };
};

const starts = [480, 510, 540, 570, 600, 630, 660, 690, 780, 810, 840, 870, 900, 930, 960, 990, 1020, 1050];

/** Every free half-hour of those days, clinic by clinic in turn, each once. */
export const freeSlots = (clinics: readonly Clinic[], days: { from: number; to: number }): (() => Slot) => {
  const dates = Array.from({ length: days.to - days.from }, (_, at) => dayAhead(days.from + at));
  const columns = clinics[0]?.providers.length ?? 1;
  const total = clinics.length * columns * dates.length * starts.length;
  let at = 0;
  return () => {
    if (at >= total) throw new Error('no free slot left');
    const clinic = clinics[at % clinics.length];
    const rest = Math.floor(at / clinics.length);
    const column = rest % columns;
    const slot = Math.floor(rest / columns);
    at += 1;
    const start = starts[slot % starts.length] ?? 0;
    const day = dates[Math.floor(slot / starts.length)] ?? '';
    if (clinic === undefined) throw new Error('no clinic');
    return { clinic, column, startsAt: instantAt(day, start) };
  };
};
