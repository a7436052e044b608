import type { Holiday, Location, LocationChange, LocationDraft, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { findRecord } from '../../platform/find-record.ts';
import { insertRecord } from '../../platform/insert.ts';
import { type ClientSession, inTransaction, Types } from '../../platform/mongo.ts';
import { folded } from '../../platform/search-text.rules.ts';
import { type Edit, editRecord } from '../../platform/stale.ts';
import { canonicalZone } from '../../platform/time.ts';
import { activeNameAfter, refuseDuplicates } from '../../platform/unique.ts';
import { openingHoursIssues, type ScheduleBook } from '../schedule/index.ts';
import { holidaysOf, toLocation } from './clinics.mapper.ts';
import { publicHolidays } from './holidays.ts';
import { type LocationDoc, LocationModel } from './location.model.ts';

type Deps = { clock: Clock; schedule: Pick<ScheduleBook, 'forget'> };
type View = ViewOf<typeof Location>;

const nameOnce = refuseDuplicates({ uniq_active_name: 'name' });

const zoneOf = (name: string): string => {
  const zone = canonicalZone(name);
  if (zone !== undefined) return zone;
  throw new AppError('zone-unknown', 'This time zone is not in the IANA list.', {
    issues: [{ path: 'zone', message: 'zone' }],
  });
};

const assertHours = (hours: LocationDraft['hours'] = []): void => {
  const issues = openingHoursIssues(hours, 'hours');
  if (issues.length > 0) throw invalid(issues);
};

const find = (actor: Actor, locationId: string): Promise<LocationDoc> =>
  findRecord(LocationModel, { _id: new Types.ObjectId(locationId), clinicId: actor.clinicId });

// Every active location is written: of two people who each close one of the last two, one must wait and
// then see what the other did.
const assertAnotherStays = async (actor: Actor, at: Date, session: ClientSession): Promise<void> => {
  const active = await LocationModel.collection.updateMany(
    { clinicId: actor.clinicId, isActive: true },
    { $set: { updatedAt: at } },
    { session },
  );
  if (active.matchedCount > 1) return;
  throw new AppError('last-of-its-kind', 'A clinic keeps at least one active location.');
};

type Identity = { _id: Types.ObjectId; clinicId: Types.ObjectId };
const closing = (actor: Actor, identity: Identity, edit: Edit): Promise<LocationDoc> =>
  inTransaction(async ({ session }) => {
    await assertAnotherStays(actor, edit.at, session);
    return editRecord<LocationDoc>(LocationModel, identity, { ...edit, session });
  });

export const createLocationsService = ({ clock, schedule }: Deps) => ({
  locations: async (actor: Actor): Promise<View[]> => {
    const found = await LocationModel.find({ clinicId: actor.clinicId }, { changes: 0 })
      .sort({ order: 1, name: 1 })
      .lean<LocationDoc[]>();
    return found.map(toLocation);
  },

  addLocation: async (actor: Actor, draft: LocationDraft): Promise<View> => {
    assertHours(draft.hours);
    const zone = zoneOf(draft.zone);
    const fields = { ...draft, clinicId: actor.clinicId, zone, activeName: folded(draft.name) };
    const created = await insertRecord<LocationDoc>(LocationModel, fields, clock.now()).catch(nameOnce);
    schedule.forget(actor.clinicId.toHexString());
    return toLocation(created);
  },

  /** Changes a location; the last active one stays active. */
  changeLocation: async (
    actor: Actor,
    locationId: string,
    { rev, zone, ...values }: LocationChange,
  ): Promise<View> => {
    assertHours(values.hours);
    const current = await find(actor, locationId);
    const at = clock.now();
    const edit = {
      actor,
      at,
      rev,
      values: { ...values, zone: zone === undefined ? undefined : zoneOf(zone) },
      derived: { activeName: activeNameAfter(current, values) },
    };
    const identity = { _id: new Types.ObjectId(locationId), clinicId: actor.clinicId };
    const isClosing = current.isActive && values.isActive === false;
    const changed = await (isClosing
      ? closing(actor, identity, edit)
      : editRecord<LocationDoc>(LocationModel, identity, edit)
    ).catch(nameOnce);
    schedule.forget(actor.clinicId.toHexString());
    return toLocation(changed);
  },

  holidays: async (actor: Actor, locationId: string, year: number): Promise<ViewOf<typeof Holiday>[]> => {
    const { isObserved, state, worked } = holidaysOf(await find(actor, locationId));
    return publicHolidays(state, year).map(({ date, name }) => ({
      date,
      name,
      isObserved: isObserved && !worked.includes(date),
    }));
  },
});
