import { isBlocking, type Role, type Segment, type VisitStatus } from './visit.ts';

/** A visit that is already on the board. */
export type PlacedVisit = {
  readonly id: string;
  readonly status: VisitStatus;
  readonly segments: readonly Segment[];
  readonly expiresAtMs?: number | undefined;
};

/** The visit that is being moved or drawn; its own id never conflicts with itself. */
export type Candidate = { readonly id?: string | undefined; readonly segments: readonly Segment[] };

/** One resource that both want, and the shared stretch with buffers, in epoch minutes. */
export type Conflict = {
  readonly visitId: string;
  readonly resId: string;
  readonly role: Role;
  readonly from: number;
  readonly to: number;
};

/**
 * Every resource of the candidate that another visit holds at the same time, one entry per resource and visit.
 * The same rule as the unique claims: padded against padded, touching is free.
 */
export const conflicts = (
  candidate: Candidate,
  visits: readonly PlacedVisit[],
  nowMs: number,
): Conflict[] => {
  const found: Conflict[] = [];
  for (const visit of visits) {
    if (visit.id === candidate.id || !isBlocking(visit, nowMs)) continue;
    const seen = new Set<string>();
    for (const mine of candidate.segments) {
      const theirs = visit.segments.find((segment) => overlaps(mine, segment));
      if (!theirs || seen.has(mine.resId)) continue;
      seen.add(mine.resId);
      found.push({ visitId: visit.id, resId: mine.resId, role: mine.role, ...shared(mine, theirs) });
    }
  }
  return found;
};

const overlaps = (left: Segment, right: Segment): boolean =>
  left.resId === right.resId &&
  left.e > left.s &&
  right.e > right.s &&
  left.ps < right.pe &&
  right.ps < left.pe;

const shared = (left: Segment, right: Segment): { from: number; to: number } => ({
  from: Math.max(left.ps, right.ps),
  to: Math.min(left.pe, right.pe),
});
