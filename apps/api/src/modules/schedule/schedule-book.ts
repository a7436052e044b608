import type { ChangeFeed } from '../../platform/change-feed.ts';
import type { Clock } from '../../platform/clock.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import { readSchedule } from './read-schedule.ts';
import { scheduleCollections, type ScheduleSources } from './schedule-sources.ts';
import type { ClinicSchedule, ScheduleBook } from './schedule.types.ts';

type Deps = { feed: Pick<ChangeFeed, 'on' | 'isLive'>; clock: Clock; sources: ScheduleSources };
type Remembered = { readonly schedule: ClinicSchedule; readonly year: number };

const maxClinics = 500;

const recordsOf = ({ clinicId, ...schedule }: ClinicSchedule): string[] => [
  clinicId,
  ...[...schedule.locations.values()].flatMap((location) => [
    location.id,
    ...location.closures.flatMap(({ id }) => id ?? []),
  ]),
  ...schedule.operatories.keys(),
  ...schedule.equipment.keys(),
  ...schedule.providers.keys(),
  ...schedule.types.keys(),
];

/** The schedules of the clinics used last, and which clinic each of their records belongs to. */
const createMemory = () => {
  const remembered = new Map<string, Remembered>();
  const clinicOf = new Map<string, string>();

  const drop = (clinicId: string): void => {
    const entry = remembered.get(clinicId);
    if (entry === undefined) return;
    remembered.delete(clinicId);
    for (const id of recordsOf(entry.schedule)) clinicOf.delete(id);
  };
  return {
    clinicOf: (recordId: string): string | undefined => clinicOf.get(recordId),
    drop,
    dropAll: (): void => {
      remembered.clear();
      clinicOf.clear();
    },
    get: (clinicId: string): Remembered | undefined => {
      const entry = remembered.get(clinicId);
      if (entry === undefined) return undefined;
      // Read last means dropped last: a Map keeps the order of insertion.
      remembered.delete(clinicId);
      remembered.set(clinicId, entry);
      return entry;
    },
    keep: (entry: Remembered): void => {
      drop(entry.schedule.clinicId);
      remembered.set(entry.schedule.clinicId, entry);
      for (const id of recordsOf(entry.schedule)) clinicOf.set(id, entry.schedule.clinicId);
      const oldest = remembered.keys().next();
      if (remembered.size > maxClinics && oldest.done !== true) drop(oldest.value);
    },
  };
};

/**
 * Each clinic's schedule in process memory. A change that happens while a schedule is being read makes
 * that reading serve only those who asked before the change; it is never remembered.
 */
export const createScheduleBook = ({ feed, clock, sources }: Deps): ScheduleBook => {
  const memory = createMemory();
  const flights = new Map<string, Promise<ClinicSchedule>>();
  let changes = 0;

  const forget = (clinicId: string): void => {
    changes += 1;
    flights.delete(clinicId);
    memory.drop(clinicId);
  };
  const forgetAll = (): void => {
    changes += 1;
    flights.clear();
    memory.dropAll();
  };
  // The feed names a document and not its clinic. One that no remembered schedule holds may be new, and
  // then it belongs to a clinic nobody can tell.
  const noteChange = (id: string): void => {
    const clinicId = memory.clinicOf(id);
    if (clinicId === undefined) forgetAll();
    else forget(clinicId);
  };
  for (const collection of scheduleCollections) feed.on(collection, noteChange, forgetAll);

  const read = (): Promise<ClinicSchedule> =>
    readSchedule(sources, currentClinicId(), clock.now().getUTCFullYear());

  const fly = async (): Promise<ClinicSchedule> => {
    const before = changes;
    const year = clock.now().getUTCFullYear();
    const schedule = await read();
    if (changes === before && feed.isLive()) memory.keep({ schedule, year });
    return schedule;
  };

  const share = (clinicId: string): Promise<ClinicSchedule> => {
    const going = flights.get(clinicId);
    if (going !== undefined) return going;
    const flight = fly().finally(() => {
      if (flights.get(clinicId) === flight) flights.delete(clinicId);
    });
    flights.set(clinicId, flight);
    return flight;
  };

  return {
    load: async () => {
      if (!feed.isLive()) return read();
      const clinicId = currentClinicId().toHexString();
      const known = memory.get(clinicId);
      if (known !== undefined && known.year === clock.now().getUTCFullYear()) return known.schedule;
      return share(clinicId);
    },
    forget,
  };
};
