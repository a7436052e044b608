import type { AppointmentStatus, StatusChange, VisitCard } from '@topsmile/contracts';

type Next = StatusChange['status'];

const after = new Map<AppointmentStatus, Next>([
  ['scheduled', 'confirmed'],
  ['confirmed', 'checked_in'],
  ['checked_in', 'in_progress'],
  ['in_progress', 'completed'],
]);

/** The status that follows when all goes well; undefined at the end, and while an approval is awaited. */
export const nextStatusOf = (card: VisitCard): Next | undefined =>
  card.kind === 'block' || card.approval === 'waiting' ? undefined : after.get(card.status);

const soonMs = 60 * 60_000;

/** The one visit that somebody should act on now: who waits, who is overdue in the chair, who comes next. */
export const mostPressing = (cards: readonly VisitCard[], nowMs: number): VisitCard | undefined => {
  const inOrder = cards.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const isComing = (card: VisitCard): boolean =>
    card.status === 'confirmed' && Math.abs(Date.parse(card.startsAt) - nowMs) < soonMs;
  return (
    inOrder.find((card) => card.status === 'checked_in') ??
    inOrder.find((card) => card.status === 'in_progress' && Date.parse(card.endsAt) < nowMs) ??
    inOrder.find(isComing)
  );
};
