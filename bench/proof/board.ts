import type { Reply } from './history.ts';

export type Known = { readonly id: string; readonly rev: number; readonly writer: number };
export type Held = { readonly id: string; readonly token: string };

/** What the writers know of the visits: they share it, so that they get in each other's way. */
export const createBoard = () => {
  const visits = new Map<string, Known>();
  return {
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
