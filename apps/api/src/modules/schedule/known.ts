import { notFound } from '../../platform/errors.ts';
import type { ClinicSchedule, ScheduleBook } from './schedule.types.ts';

/** Records that a request names; each must be of this clinic. */
export type Named = {
  locationIds?: readonly string[];
  operatoryIds?: readonly string[];
  equipmentIds?: readonly string[];
  providerIds?: readonly string[];
  typeIds?: readonly string[];
};

const isKnown = (schedule: ClinicSchedule, named: Named): boolean =>
  [
    [schedule.locations, named.locationIds] as const,
    [schedule.operatories, named.operatoryIds] as const,
    [schedule.equipment, named.equipmentIds] as const,
    [schedule.providers, named.providerIds] as const,
    [schedule.types, named.typeIds] as const,
  ].every(([records, ids = []]) => ids.every((id) => records.has(id)));

/**
 * The clinic's schedule, in which every named record exists; 404 otherwise. What another process added a
 * moment ago may not be in memory yet, so a miss is looked up once in the database.
 */
export const loadKnowing = async (
  book: ScheduleBook,
  clinicId: string,
  named: Named,
): Promise<ClinicSchedule> => {
  const remembered = await book.load();
  if (isKnown(remembered, named)) return remembered;
  book.forget(clinicId);
  const read = await book.load();
  if (!isKnown(read, named)) throw notFound();
  return read;
};
