import type { Need } from './slots.ts';

/** The statuses that take time; `held` only until its expiry. */
export const blockingStatuses = [
  'held',
  'scheduled',
  'confirmed',
  'checked_in',
  'in_progress',
  'completed',
] as const;
export type BlockingStatus = (typeof blockingStatuses)[number];
export type VisitStatus = BlockingStatus | 'cancelled' | 'no_show' | 'expired';

export const roles = ['provider', 'operatory', 'equipment', 'patient'] as const;
export type Role = (typeof roles)[number];

/** One resource taken from `s` to `e`, with buffers from `ps` to `pe`: half-open epoch minutes. */
export type Segment = {
  readonly resId: string;
  readonly role: Role;
  readonly s: number;
  readonly e: number;
  readonly ps: number;
  readonly pe: number;
};

export type Buffers = { readonly before: number; readonly after: number };

/** Minutes from the visit's start. */
export type Run = { readonly fromMinute: number; readonly toMinute: number };

/** What a visit needs of time, before anybody is chosen for it. */
export type VisitShape = {
  readonly lengthMinutes: number;
  /** One sign per square: `X` needs the provider, `/` only chair and assistant. Absent: needed throughout. */
  readonly pattern?: string | undefined;
  readonly squareMinutes?: number | undefined;
  /** The provider's runs where they are known already, as on a card of the agenda; wins over the pattern. */
  readonly runs?: readonly Run[] | undefined;
  /** Buffers pad the resources of that role only. */
  readonly buffers?: Partial<Readonly<Record<Role, Buffers>>> | undefined;
};

export type VisitPlan = VisitShape & {
  readonly start: number;
  readonly providerId?: string | undefined;
  readonly operatoryId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly equipmentIds?: readonly string[] | undefined;
};

const blocking: ReadonlySet<string> = new Set(blockingStatuses);
const noBuffers: Buffers = { before: 0, after: 0 };

/** Whether the status takes time at that moment: a hold blocks until, not at, its expiry. */
export const isBlocking = (
  visit: { readonly status: VisitStatus; readonly expiresAtMs?: number | undefined },
  nowMs: number,
): boolean => {
  if (visit.status === 'held') return visit.expiresAtMs === undefined || visit.expiresAtMs > nowMs;
  return blocking.has(visit.status);
};

/** When the provider is needed inside the visit: the maximal runs of `X`. */
export const patternRuns = (pattern: string, squareMinutes: number): Run[] =>
  [...pattern.matchAll(/X+/g)].map((run) => ({
    fromMinute: run.index * squareMinutes,
    toMinute: (run.index + run[0].length) * squareMinutes,
  }));

/**
 * The provider's runs of a visit of any length: a shortened visit cuts its pattern, and a lengthened one needs
 * the provider for the added time, because nobody has said that it may be left to the assistant.
 */
export const providerRuns = (shape: VisitShape): readonly Run[] => {
  const { lengthMinutes, pattern, squareMinutes = 10 } = shape;
  if (shape.runs) return shape.runs;
  if (pattern === undefined) return [{ fromMinute: 0, toMinute: lengthMinutes }];
  const squares = Math.ceil(lengthMinutes / squareMinutes);
  return patternRuns(pattern.slice(0, squares).padEnd(squares, 'X'), squareMinutes).map((run) => ({
    ...run,
    toMinute: Math.min(run.toMinute, lengthMinutes),
  }));
};

/** What one role must give; the buffers stand before its first and after its last stretch of work. */
export const needsOf = (shape: VisitShape, role: Role): Need[] => {
  const { before, after } = shape.buffers?.[role] ?? noBuffers;
  const runs = role === 'provider' ? providerRuns(shape) : [{ fromMinute: 0, toMinute: shape.lengthMinutes }];
  return runs.map(({ fromMinute, toMinute }, index) => ({
    from: fromMinute,
    to: toMinute,
    before: index === 0 ? before : 0,
    after: index === runs.length - 1 ? after : 0,
  }));
};

/** The segments of a placed visit, provider first: what is stored, claimed and compared for conflicts. */
export const visitSegments = (plan: VisitPlan): Segment[] => {
  const take = (role: Role, resId: string | undefined): Segment[] =>
    resId === undefined
      ? []
      : needsOf(plan, role).map(({ from, to, before, after }) => ({
          resId,
          role,
          s: plan.start + from,
          e: plan.start + to,
          ps: plan.start + from - before,
          pe: plan.start + to + after,
        }));
  return [
    ...take('provider', plan.providerId),
    ...take('operatory', plan.operatoryId),
    ...(plan.equipmentIds ?? []).flatMap((id) => take('equipment', id)),
    ...take('patient', plan.patientId),
  ];
};
