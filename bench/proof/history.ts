/**
 * What the checker works on: what the writers saw and what the database holds. Ids are text, instants are
 * milliseconds, segments are epoch minutes. Nothing here knows the product.
 */

export type Kind = 'book' | 'hold' | 'confirm' | 'move' | 'cancel';
/** `info`: nobody told the writer whether it happened. */
export type Outcome = 'ok' | 'fail' | 'info';

export type Reply = {
  readonly visitId: string;
  readonly rev: number;
  readonly status: string;
  readonly startsAt: number;
  readonly operatoryId: string | undefined;
  /** Answered from an earlier attempt: shows the visit as it is by now. */
  readonly isReplay: boolean;
};

export type Refusal = {
  readonly code: string;
  readonly busy: readonly { kind: string; id: string }[];
  readonly currentRev: number | undefined;
};

export type Attempt = {
  readonly invokedAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
  readonly httpStatus: number | undefined;
  readonly reply: Reply | undefined;
  readonly refusal: Refusal | undefined;
};

export type Wish = {
  readonly typeId?: string;
  readonly providerId?: string;
  readonly operatoryId?: string;
  readonly patientId?: string;
  readonly startsAt?: number;
  readonly durationMinutes?: number;
  readonly rev?: number;
};

/** One wish of a writer, sent once or more under one key. */
export type Operation = {
  /** Also the idempotency key, the note of what it books and the reason of what it changes. */
  readonly id: string;
  readonly writer: number;
  readonly kind: Kind;
  /** The visit it is about; absent when it makes one. */
  readonly visitId: string | undefined;
  readonly wish: Wish;
  readonly attempts: readonly Attempt[];
};

export type Segment = {
  readonly resourceId: string;
  readonly ord: number;
  readonly role: string;
  readonly s: number;
  readonly e: number;
  readonly ps: number;
  readonly pe: number;
};

export type HistoryLine = {
  readonly at: number;
  readonly rev: number;
  readonly action: string;
  readonly reason: string | undefined;
  readonly fromStatus: string | undefined;
  readonly toStatus: string | undefined;
  readonly fromStartsAt: number | undefined;
  readonly toStartsAt: number | undefined;
  readonly fromOperatoryId: string | undefined;
  readonly toOperatoryId: string | undefined;
};

export type EventRow = {
  readonly id: string;
  readonly visitId: string;
  readonly seq: number;
  readonly type: string;
};

export type VisitRow = {
  readonly id: string;
  readonly note: string | undefined;
  readonly idemKey: string | undefined;
  readonly status: string;
  readonly typeId: string;
  readonly providerId: string;
  readonly operatoryId: string | undefined;
  readonly patientId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isOverbooked: boolean;
  readonly isReleased: boolean;
  readonly segments: readonly Segment[];
  readonly claims: readonly number[] | undefined;
  readonly rev: number;
  readonly isHoldLost: boolean;
  readonly history: readonly HistoryLine[];
};

export type Buffers = { readonly before: number; readonly after: number };
/** What the clinic looks like, as it was set up. */
export type Facts = {
  readonly ords: ReadonlyMap<string, number>;
  readonly providerBuffers: ReadonlyMap<string, Buffers>;
  readonly typeBuffers: ReadonlyMap<string, Buffers>;
};

export type Evidence = {
  readonly facts: Facts;
  readonly operations: readonly Operation[];
  readonly visits: readonly VisitRow[];
  /** Of the outbox and of the visits that still carry theirs. */
  readonly events: readonly EventRow[];
};

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'] as const;
export type Invariant = (typeof invariants)[number];
export type Finding = { readonly invariant: Invariant; readonly text: string };

const blocking = new Set(['held', 'scheduled', 'confirmed', 'checked_in', 'in_progress', 'completed']);
export const isBlocking = (status: string): boolean => blocking.has(status);

/** An operation is refused only when no attempt of it is in doubt: one of those may still take effect. */
export const outcomeOf = ({ attempts }: Operation): Outcome => {
  if (attempts.some(({ outcome }) => outcome === 'ok')) return 'ok';
  return attempts.length > 0 && attempts.every(({ outcome }) => outcome === 'fail') ? 'fail' : 'info';
};

export const replyOf = ({ attempts }: Operation): Reply | undefined =>
  attempts.find(({ outcome }) => outcome === 'ok')?.reply;

/** Makes a finder of one invariant's violations. */
export const finding =
  (invariant: Invariant) =>
  (text: string): Finding => ({ invariant, text });
