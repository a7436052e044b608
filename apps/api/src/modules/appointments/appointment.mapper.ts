import type { Rights, Visit, VisitCard, ViewOf } from '@topsmile/contracts';
import { providerRuns } from '@topsmile/scheduling';
import type { Types } from '../../platform/mongo.ts';
import type { AppointmentDoc, HistoryEntry } from './appointment.model.ts';
import { nextStatuses } from './status.rules.ts';

/** Every field named, so that one forgotten is a compile error. */
type Explicit<T> = { [K in keyof Required<T>]: object extends Pick<T, K> ? T[K] | undefined : T[K] };
export type CardView = ViewOf<typeof VisitCard>;
export type VisitView = ViewOf<typeof Visit>;

const hex = (id: Types.ObjectId | undefined): string | undefined => id?.toHexString();
const iso = (at: Date | undefined): string | undefined => at?.toISOString();

/** What a card needs of the record; lists read no more than this. */
export const cardFields = {
  kind: 1,
  blockKind: 1,
  locationId: 1,
  operatoryId: 1,
  providerId: 1,
  patientId: 1,
  typeId: 1,
  patientName: 1,
  patientPhone: 1,
  typeName: 1,
  typeColor: 1,
  providerName: 1,
  startsAt: 1,
  endsAt: 1,
  durationMinutes: 1,
  bufferBeforeMinutes: 1,
  bufferAfterMinutes: 1,
  pattern: 1,
  patternSquareMinutes: 1,
  status: 1,
  approval: 1,
  priority: 1,
  isFirstVisit: 1,
  isOverbooked: 1,
  isWalkIn: 1,
  note: 1,
  'hold.expiresAt': 1,
  checkedInAt: 1,
  arrivedAt: 1,
  seatedAt: 1,
  dismissedAt: 1,
  rev: 1,
} as const;

/** What no reader is shown; most of a record's bytes. */
export const hiddenFields = {
  segments: 0,
  claims: 0,
  unclaimed: 0,
  outbox: 0,
  idem: 0,
  merges: 0,
} as const;
export type ShownVisit = Omit<AppointmentDoc, keyof typeof hiddenFields>;

/** A visit as the agenda draws it. */
export const toCard = (doc: ShownVisit): Explicit<CardView> => ({
  id: doc._id.toHexString(),
  kind: doc.kind,
  blockKind: doc.blockKind,
  locationId: doc.locationId.toHexString(),
  operatoryId: hex(doc.operatoryId),
  providerId: hex(doc.providerId),
  patientId: hex(doc.patientId),
  typeId: hex(doc.typeId),
  patientName: doc.patientName,
  patientPhone: doc.patientPhone,
  typeName: doc.typeName,
  typeColor: doc.typeColor,
  providerName: doc.providerName,
  startsAt: doc.startsAt.toISOString(),
  endsAt: doc.endsAt.toISOString(),
  durationMinutes: doc.durationMinutes,
  bufferBeforeMinutes: doc.bufferBeforeMinutes,
  bufferAfterMinutes: doc.bufferAfterMinutes,
  providerRuns:
    doc.providerId === undefined
      ? []
      : [
          ...providerRuns({
            lengthMinutes: doc.durationMinutes,
            pattern: doc.pattern,
            squareMinutes: doc.patternSquareMinutes,
          }),
        ],
  status: doc.status,
  approval: doc.approval,
  priority: doc.priority,
  isFirstVisit: doc.isFirstVisit,
  isOverbooked: doc.isOverbooked,
  isWalkIn: doc.isWalkIn,
  note: doc.note,
  expiresAt: iso(doc.hold?.expiresAt),
  checkedInAt: iso(doc.checkedInAt),
  arrivedAt: iso(doc.arrivedAt),
  seatedAt: iso(doc.seatedAt),
  dismissedAt: iso(doc.dismissedAt),
  rev: doc.rev,
});

const toHistory = (entry: HistoryEntry): VisitView['history'][number] => ({
  at: entry.at.toISOString(),
  action: entry.action,
  byName: entry.byName,
  reason: entry.reason,
  fromStartsAt: iso(entry.fromStartsAt),
  toStartsAt: iso(entry.toStartsAt),
  fromOperatoryId: hex(entry.fromOperatoryId),
  toOperatoryId: hex(entry.toOperatoryId),
  fields: entry.fields,
});

type Rest = Explicit<Omit<VisitView, keyof CardView>>;

const restOf = (doc: ShownVisit, rights: Rights, holdToken: string | undefined): Rest => ({
  equipmentIds: doc.equipmentIds.map((id) => id.toHexString()),
  wall: doc.wall,
  zone: doc.zone,
  privateNote: doc.privateNote,
  cancellationReason: doc.cancellationReason,
  overrideReason: doc.overrideReason,
  holdToken,
  seriesId: hex(doc.seriesId),
  nextStatuses: nextStatuses(doc, rights),
  history: doc.history.map(toHistory),
  createdAt: doc.createdAt.toISOString(),
  createdByName: doc.createdByName,
});

/**
 * One visit whole, for a reader with these rights; the token only for whoever has just taken the hold. Assigned
 * rather than spread: a literal that spreads so many fields costs the engine 50 µs.
 */
export const toVisit = (doc: ShownVisit, rights: Rights, holdToken?: string): Explicit<VisitView> =>
  Object.assign(toCard(doc), restOf(doc, rights, holdToken));
