import type { Reply, Wish } from './history.ts';

export type Known = { readonly id: string; readonly rev: number; readonly writer: number };
export type Held = { readonly id: string; readonly token: string };

/** What the writers know of the visits: they share it, so that they get in each other's way. */
export const createBoard = () => {
  const visits = new Map<string, Known>();
  const asked = new Map<string, Wish>();
  return {
    /** What is being asked for right now: the best place to get into somebody's way. */
    asking: (id: string, wish: Wish): void => void asked.set(id, wish),
    answered: (id: string): void => void asked.delete(id),
    pickAsked: (random: (below: number) => number): Wish | undefined =>
      [...asked.values()][random(Math.max(1, asked.size))],
    learn: ({ visitId, rev, status }: Pick<Reply, 'visitId' | 'rev' | 'status'>, writer: number): void => {
      if (status === 'scheduled' || status === 'confirmed') {
        const owner = visits.get(visitId)?.writer ?? writer;
        visits.set(visitId, { id: visitId, rev, writer: owner });
      } else visits.delete(visitId);
    },
    correct: (id: string, rev: number): void => {
      const known = visits.get(id);
      if (known !== undefined) visits.set(id, { ...known, rev });
    },
    forget: (id: string): void => void visits.delete(id),
    /** One of the writer's own visits, or anybody's. */
    pick: (random: (below: number) => number, writer: number): Known | undefined => {
      const all = [...visits.values()];
      const own = all.filter((known) => known.writer === writer);
      const from = random(4) > 0 && own.length > 0 ? own : all;
      return from[random(Math.max(1, from.length))];
    },
  };
};
export type Board = ReturnType<typeof createBoard>;
