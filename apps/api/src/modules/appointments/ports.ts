import type { Tx } from '../../platform/mongo.ts';

/** What booking asks of the patients' module; one store command. */
export type PatientForBooking = {
  id: string;
  ord: number;
  name: string;
  phone: string;
  isActive: boolean;
  hasVisited: boolean;
};
export type VisitDates = { lastVisitAt: Date | undefined; nextVisitAt: Date | undefined };
export type PatientsPort = {
  forBooking: (patientId: string) => Promise<PatientForBooking>;
  noteVisits: (tx: Tx | undefined, patientId: string, dates: VisitDates) => Promise<void>;
};
