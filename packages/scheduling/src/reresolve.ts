import { formatWall, parseWall } from './civil.ts';
import { resolveWall, wallMinuteAt } from './zone-steps.ts';
import { createZoneSource, type ZoneSource, zoneSource } from './zone-source.ts';

/** What a visit keeps of its time; `utc` is an epoch minute. */
export type StoredTime = {
  readonly wall: string;
  readonly zone: string;
  readonly utc: number;
  readonly tzdb: string;
};

export type Reresolved = StoredTime & { readonly moved: boolean };

/**
 * The same visit under a release of the tz database: the wall time stands, its instant is derived again. A visit
 * whose instant still shows the stored wall time is left alone, so that one in the second half of a repeated
 * hour does not jump to the first.
 */
export const reresolve = (visit: StoredTime, release: string): Reresolved => {
  const wall = parseWall(visit.wall);
  const steps = sourceOf(release).steps(visit.zone, wall, wall);
  const stands = formatWall(wallMinuteAt(steps, visit.utc)) === visit.wall;
  const utc = stands ? visit.utc : resolveWall(steps, wall).utc;
  return { ...visit, utc, tzdb: release, moved: utc !== visit.utc };
};

let other: ZoneSource | undefined;

/** A job asks about one release at a time, so one is remembered. */
const sourceOf = (release: string): ZoneSource => {
  if (release === zoneSource.release) return zoneSource;
  if (other?.release !== release) other = createZoneSource(release);
  return other;
};
