import type { Tx } from '../../platform/mongo.ts';

/** What merging and undoing an import must know of visits; the appointments module supplies it. */
export type VisitsOfPatient = {
  /** How many visits, past and future, are this patient's. */
  count: (patientId: string) => Promise<number>;
  /** Which of these patients have a visit. */
  among: (patientIds: readonly string[]) => Promise<string[]>;
  /**
   * Gives every visit of one patient to another and notes the merge on it; throws `patient-busy` when both
   * have one at the same time. Answers how many moved.
   */
  reassign: (tx: Tx, from: string, target: { to: string; mergeId: string }) => Promise<number>;
  /** Gives the visits of a merge back. */
  restore: (tx: Tx, mergeId: string) => Promise<void>;
};

/** For a clinic without an agenda. */
export const noVisitsOfPatient: VisitsOfPatient = {
  count: () => Promise.resolve(0),
  among: () => Promise.resolve([]),
  reassign: () => Promise.resolve(0),
  restore: () => Promise.resolve(),
};
