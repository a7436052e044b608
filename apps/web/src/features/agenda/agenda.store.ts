import type { VisitCard } from '@topsmile/contracts';
import { create } from 'zustand';

/** How the person looks at the agenda in this session; cards are kept in memory only, they hold names. */
type AgendaStore = {
  /** Whose pinboard it is: another person's sign-in starts with an empty one. */
  owner: string | undefined;
  pinboard: readonly VisitCard[];
  isPinboardOpen: boolean;
  isInitials: boolean;
  showsCancelled: boolean;
  showsWholeDay: boolean;
  pixelsPerHour: number;
};

export const scales = [48, 69, 96, 138] as const;

export const useAgendaStore = create<AgendaStore>()(() => ({
  owner: undefined,
  pinboard: [],
  isPinboardOpen: false,
  isInitials: false,
  showsCancelled: false,
  showsWholeDay: false,
  pixelsPerHour: 69,
}));

const { setState: set } = useAgendaStore;

export const claimPinboard = (owner: string): void =>
  set((store) => (store.owner === owner ? store : { owner, pinboard: [], isPinboardOpen: false }));

/** Parks a visit so that it can be dropped on another day; it keeps its time until then. */
export const park = (card: VisitCard): void =>
  set(({ pinboard }) => ({
    pinboard: [...pinboard.filter((one) => one.id !== card.id), card],
    isPinboardOpen: true,
  }));

export const unpark = (id: string): void =>
  set(({ pinboard }) => {
    const left = pinboard.filter((one) => one.id !== id);
    return { pinboard: left, isPinboardOpen: left.length > 0 && useAgendaStore.getState().isPinboardOpen };
  });

/** A parked visit that changed elsewhere takes its new revision, or its move would be refused as stale. */
export const refreshParked = (cards: readonly VisitCard[]): void => {
  const { pinboard } = useAgendaStore.getState();
  const fresh = new Map(cards.map((card) => [card.id, card]));
  if (!pinboard.some((card) => (fresh.get(card.id)?.rev ?? card.rev) !== card.rev)) return;
  set({ pinboard: pinboard.map((card) => fresh.get(card.id) ?? card) });
};

export const togglePinboard = (): void => set(({ isPinboardOpen }) => ({ isPinboardOpen: !isPinboardOpen }));
export const toggleInitials = (): void => set(({ isInitials }) => ({ isInitials: !isInitials }));
export const toggleCancelled = (): void => set(({ showsCancelled }) => ({ showsCancelled: !showsCancelled }));
export const toggleWholeDay = (): void => set(({ showsWholeDay }) => ({ showsWholeDay: !showsWholeDay }));

/** One step closer or further; ends stay. */
export const zoom = (direction: 1 | -1): void =>
  set(({ pixelsPerHour }) => {
    const index = scales.findIndex((scale) => scale === pixelsPerHour);
    return { pixelsPerHour: scales[index + direction] ?? pixelsPerHour };
  });
