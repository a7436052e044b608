import { createHash } from 'node:crypto';
import { notFound } from '../../platform/errors.ts';
import type { Types } from '../../platform/mongo.ts';
import type { ScheduleClosure, ScheduleSources } from './schedule-sources.ts';
import type { ClinicSchedule, ScheduleLocation } from './schedule.types.ts';

const yearsBefore = 1;
const yearsAfter = 2;

const byId = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

const withClosures = (
  location: ScheduleLocation,
  closures: readonly ScheduleClosure[],
): ScheduleLocation => ({
  ...location,
  closures: [
    ...closures
      .filter((one) => one.locationId === undefined || one.locationId === location.id)
      .map(({ id, from, to, reason }) => ({ id, from, to, reason })),
    ...location.closures,
  ],
});

const versionOf = (year: number, stamps: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([year, stamps]))
    .digest('base64url')
    .slice(0, 22);

/** Reads a clinic's schedule with one narrow query per collection, all at once. */
export const readSchedule = async (
  sources: ScheduleSources,
  clinicId: Types.ObjectId,
  year: number,
): Promise<ClinicSchedule> => {
  const first = year - yearsBefore;
  const years = Array.from({ length: yearsBefore + 1 + yearsAfter }, (_, at) => first + at);
  const [clinic, locations, closures, operatories, equipment, providers, types] = await Promise.all([
    sources.settings(clinicId),
    sources.locations(clinicId, years),
    sources.closures(clinicId, `${first}-01-01`),
    sources.operatories(clinicId),
    sources.equipment(clinicId),
    sources.providers(clinicId),
    sources.types(clinicId),
  ]);
  if (clinic === undefined) throw notFound();
  const lists = [locations, closures, operatories, equipment, providers, types];
  return {
    clinicId: clinicId.toHexString(),
    version: versionOf(year, [clinic.stamp, ...lists.flatMap((list) => list.stamps)]),
    settings: clinic.settings,
    locations: byId(locations.items.map((location) => withClosures(location, closures.items))),
    operatories: byId(operatories.items),
    equipment: byId(equipment.items),
    providers: byId(providers.items),
    types: byId(types.items),
  };
};
