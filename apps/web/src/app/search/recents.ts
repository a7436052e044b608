import { create } from 'zustand';
import type { SearchHit } from './sources.ts';

/** What was opened last, in memory only: a list of patients must not stay in the browser. */
type Recents = { owner: string | undefined; hits: readonly SearchHit[] };
const useRecents = create<Recents>()(() => ({ owner: undefined, hits: [] }));

const most = 8;

export const rememberHit = (owner: string, hit: SearchHit): void =>
  useRecents.setState((recents) => {
    const earlier = recents.owner === owner ? recents.hits : [];
    return { owner, hits: [hit, ...earlier.filter(({ id }) => id !== hit.id)].slice(0, most) };
  });

export const useRecentHits = (owner: string): readonly SearchHit[] =>
  useRecents((recents) => (recents.owner === owner ? recents.hits : none));

const none: readonly SearchHit[] = [];
