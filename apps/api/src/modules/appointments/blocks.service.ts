import { type BlockDraft, createBlock } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { CallInfo, Reply } from '../../platform/http/route.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import type { ClinicSchedule, ScheduleBook } from '../schedule/index.ts';
import type { VisitView } from './appointment.mapper.ts';
import { assertWorking, startOnGrid } from './booking.rules.ts';
import { replyOf } from './booking.service.ts';
import type { FreshFields } from './draft.ts';
import { idemOf, insertVisit } from './insert.ts';
import type { Plan } from './plan.rules.ts';
import { historyEntry } from './record.ts';

const planFor = (schedule: ClinicSchedule, draft: BlockDraft): Plan => {
  const { locationId, operatoryId, providerId, durationMinutes } = draft;
  const isKnown =
    schedule.locations.has(locationId) &&
    (operatoryId === undefined || schedule.operatories.has(operatoryId)) &&
    (providerId === undefined || schedule.providers.has(providerId));
  if (!isKnown) throw notFound();
  return {
    start: startOnGrid(draft.startsAt),
    shape: { lengthMinutes: durationMinutes },
    locationId,
    providerId,
    equipmentIds: [],
    patient: undefined,
  };
};

const idField = <K extends string>(name: K, id: string | undefined) =>
  id === undefined ? {} : { [name]: new Types.ObjectId(id) };

type Fresh = { schedule: ClinicSchedule; draft: BlockDraft; actor: Actor; now: Date };

const freshBlock = ({ schedule, draft, actor, now }: Fresh): FreshFields => {
  const provider = draft.providerId === undefined ? undefined : schedule.providers.get(draft.providerId);
  return {
    _id: new Types.ObjectId(),
    clinicId: currentClinicId(),
    kind: 'block',
    blockKind: draft.blockKind,
    locationId: new Types.ObjectId(draft.locationId),
    ...idField('providerId', draft.providerId),
    ...(provider === undefined ? {} : { providerName: provider.name }),
    equipmentIds: [],
    status: 'scheduled',
    approval: 'not_needed',
    priority: 'routine',
    isFirstVisit: false,
    isOverbooked: false,
    isWalkIn: false,
    ...(draft.note === undefined ? {} : { note: draft.note }),
    patternSquareMinutes: 5,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    rev: 0,
    outbox: [],
    history: [historyEntry({ at: now, rev: 0, actor }, { action: 'booked', toStatus: 'scheduled' })],
    createdByName: actor.displayName,
    createdAt: now,
    updatedAt: now,
  };
};

export const createBlocksService = ({ clock, book }: { clock: Clock; book: ScheduleBook }) => ({
  /** Takes time out of the agenda with the same guard as a visit: a block and a visit can never both win. */
  create: async (actor: Actor, draft: BlockDraft, info: CallInfo): Promise<Reply<VisitView>> => {
    const now = clock.now();
    const idem = idemOf(actor, createBlock.path, { key: info.idempotencyKey, body: draft });
    const schedule = await book.load();
    const plan = planFor(schedule, draft);
    assertWorking(schedule, plan, draft.operatoryId);
    const fresh = freshBlock({ schedule, draft, actor, now });
    const claimant = { schedule, plan, chairs: [draft.operatoryId] as const, allow: new Set<never>(), now };
    return replyOf(await insertVisit({ fresh, claimant, idem }), actor);
  },
});
export type BlocksService = ReturnType<typeof createBlocksService>;
