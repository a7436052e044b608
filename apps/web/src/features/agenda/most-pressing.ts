import type { VisitCard } from '@topsmile/contracts';
import { nextStepOf } from '../../lib/next-step.ts';

const soonMs = 60 * 60_000;

/** The one visit that somebody should act on now: who waits, who is overdue in the chair, who comes next. */
export const mostPressing = (
  cards: readonly VisitCard[],
  { nowMs, zone }: { nowMs: number; zone: string },
): VisitCard | undefined => {
  const inOrder = cards.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const isComing = (card: VisitCard): boolean =>
    nextStepOf(card, zone) === 'checked_in' && Math.abs(Date.parse(card.startsAt) - nowMs) < soonMs;
  return (
    inOrder.find((card) => card.status === 'checked_in') ??
    inOrder.find((card) => card.status === 'in_progress' && Date.parse(card.endsAt) < nowMs) ??
    inOrder.find(isComing)
  );
};
