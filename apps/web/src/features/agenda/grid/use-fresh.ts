import type { VisitCard } from '@topsmile/contracts';
import { useEffect, useRef, useState } from 'react';

const tintMs = 2_000;
const none: ReadonlySet<string> = new Set();

const changed = (before: ReadonlyMap<string, number>, cards: readonly VisitCard[]): string[] =>
  cards.filter((card) => before.get(card.id) !== card.rev).map((card) => card.id);

/** The visits that changed since the last answer about the same days, for two seconds. */
export const useFresh = (cards: readonly VisitCard[], daysKey: string): ReadonlySet<string> => {
  const [fresh, setFresh] = useState(none);
  const seen = useRef<{ key: string; revs: ReadonlyMap<string, number> } | undefined>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = { key: daysKey, revs: new Map(cards.map((card) => [card.id, card.rev])) };
    if (before?.key !== daysKey) return setFresh(none);
    const ids = changed(before.revs, cards);
    if (ids.length > 0) setFresh(new Set(ids));
    return undefined;
  }, [cards, daysKey]);
  useEffect(() => {
    if (fresh.size === 0) return undefined;
    const timer = setTimeout(() => setFresh(none), tintMs);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
};
