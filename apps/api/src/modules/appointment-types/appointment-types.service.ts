import type {
  AppointmentType,
  AppointmentTypeChange,
  AppointmentTypeDraft,
  listAppointmentTypes,
  QueryOf,
  ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { findRecord } from '../../platform/find-record.ts';
import { insertRecord } from '../../platform/insert.ts';
import { trusted, Types } from '../../platform/mongo.ts';
import { folded, prefixesOf, wordsOf } from '../../platform/search-text.rules.ts';
import { editRecord } from '../../platform/stale.ts';
import { activeNameAfter, refuseDuplicates } from '../../platform/unique.ts';
import { loadKnowing, type ScheduleBook } from '../schedule/index.ts';
import { type AppointmentTypeDoc, AppointmentTypeModel } from './appointment-type.model.ts';
import { toAppointmentType } from './appointment-types.mapper.ts';
import { copyNames, patternIssues } from './appointment-types.rules.ts';

type Deps = { clock: Clock; schedule: ScheduleBook };
type View = ViewOf<typeof AppointmentType>;
type Values = Omit<AppointmentTypeChange, 'rev'> & { isActive?: boolean };
type Fields = Record<string, unknown> & { name: string };

const nameOnce = refuseDuplicates({ uniq_active_name: 'name' });
const derivedFrom = (name: string) => ({ activeName: folded(name), searchWords: wordsOf(name) });

const find = (actor: Actor, typeId: string): Promise<AppointmentTypeDoc> =>
  findRecord(AppointmentTypeModel, { _id: new Types.ObjectId(typeId), clinicId: actor.clinicId });

const assertPattern = (type: Parameters<typeof patternIssues>[0]): void => {
  const issues = patternIssues(type);
  if (issues.length > 0) throw invalid(issues);
};

const filterOf = (
  { clinicId }: Actor,
  { search = '', category, isOnline, includeInactive = false }: QueryOf<typeof listAppointmentTypes>,
) => {
  const prefixes = prefixesOf(search);
  return {
    clinicId,
    ...(includeInactive ? {} : { isActive: true }),
    ...(category === undefined ? {} : { category }),
    ...(isOnline === undefined ? {} : { allowsOnlineBooking: isOnline }),
    // A search for signs alone has no word and finds nothing.
    ...(search.trim() === '' ? {} : { searchWords: trusted({ $all: prefixes }) }),
  };
};

type Edit = { rev: number; values: Values };

const createWrites = ({ clock, schedule }: Deps) => {
  const insert = async (actor: Actor, fields: Fields): Promise<View> => {
    const record = { ...fields, ...derivedFrom(fields.name), clinicId: actor.clinicId };
    const created = await insertRecord<AppointmentTypeDoc>(AppointmentTypeModel, record, clock.now()).catch(
      nameOnce,
    );
    schedule.forget(actor.clinicId.toHexString());
    return toAppointmentType(created);
  };

  const edit = async (actor: Actor, current: AppointmentTypeDoc, { rev, values }: Edit): Promise<View> => {
    const { equipmentIds, name } = values;
    const changed = await editRecord<AppointmentTypeDoc>(
      AppointmentTypeModel,
      { _id: current._id, clinicId: actor.clinicId },
      {
        actor,
        at: clock.now(),
        rev,
        values: { ...values, equipmentIds: equipmentIds?.map((id) => new Types.ObjectId(id)) },
        derived: {
          activeName: activeNameAfter(current, values),
          searchWords: name === undefined ? undefined : wordsOf(name),
        },
      },
    ).catch(nameOnce);
    schedule.forget(actor.clinicId.toHexString());
    return toAppointmentType(changed);
  };

  const setActive = async (actor: Actor, typeId: string, isActive: boolean): Promise<View> => {
    const current = await find(actor, typeId);
    if (current.isActive === isActive) return toAppointmentType(current);
    return edit(actor, current, { rev: current.rev, values: { isActive } });
  };

  return { insert, edit, setActive };
};

/** The first name for a copy that no active type has. */
const freeCopyName = async ({ clinicId }: Actor, name: string): Promise<string> => {
  const names = copyNames(name);
  const taken = await AppointmentTypeModel.find(
    { clinicId, activeName: trusted({ $in: names.map(folded) }) },
    { activeName: 1 },
  ).lean<AppointmentTypeDoc[]>();
  const free = names.find((one) => taken.every(({ activeName }) => activeName !== folded(one)));
  if (free === undefined) throw new AppError('already-exists', 'There are too many copies of this.');
  return free;
};

export const createAppointmentTypesService = (deps: Deps) => {
  const { insert, edit, setActive } = createWrites(deps);

  const assertEquipment = async (actor: Actor, equipmentIds: readonly string[] = []): Promise<void> => {
    if (equipmentIds.length === 0) return;
    await loadKnowing(deps.schedule, actor.clinicId.toHexString(), { equipmentIds });
  };

  return {
    types: async (actor: Actor, query: QueryOf<typeof listAppointmentTypes>): Promise<View[]> => {
      const found = await AppointmentTypeModel.find(filterOf(actor, query), { changes: 0 })
        .sort({ order: 1, name: 1 })
        .lean<AppointmentTypeDoc[]>();
      return found.map(toAppointmentType);
    },

    type: async (actor: Actor, typeId: string): Promise<View> => toAppointmentType(await find(actor, typeId)),

    add: async (actor: Actor, draft: AppointmentTypeDraft): Promise<View> => {
      assertPattern(draft);
      await assertEquipment(actor, draft.equipmentIds);
      return insert(actor, draft);
    },

    /** Changes a type for bookings to come; visits that are booked keep their length and colour. */
    change: async (
      actor: Actor,
      typeId: string,
      { rev, ...values }: AppointmentTypeChange,
    ): Promise<View> => {
      const current = await find(actor, typeId);
      const { durationMinutes = current.durationMinutes, pattern = current.pattern } = values;
      const { patternSquareMinutes = current.patternSquareMinutes } = values;
      assertPattern({ durationMinutes, pattern, patternSquareMinutes });
      await assertEquipment(actor, values.equipmentIds);
      return edit(actor, current, { rev, values });
    },

    /** Copies a type under the first free name; the copy is active. */
    duplicate: async (actor: Actor, typeId: string): Promise<View> => {
      const {
        id: _id,
        isActive: _isActive,
        rev: _rev,
        ...copied
      } = toAppointmentType(await find(actor, typeId));
      const name = await freeCopyName(actor, copied.name);
      return insert(actor, { ...copied, name });
    },

    reactivate: (actor: Actor, typeId: string): Promise<View> => setActive(actor, typeId, true),
    retire: (actor: Actor, typeId: string): Promise<View> => setActive(actor, typeId, false),
  };
};
export type AppointmentTypesService = ReturnType<typeof createAppointmentTypesService>;
