import { type Answer, load } from './load.ts';

/** One request and its answer, whatever its status. */
export const ask = async (port: number, wire: string): Promise<Answer> => {
  let answer: Answer | undefined;
  await load({
    port,
    connections: 1,
    isOver: () => answer !== undefined,
    expects: Array.from({ length: 500 }, (_, at) => at + 100),
    next: () => ({
      wire,
      done: (got) => {
        answer = got;
      },
    }),
  });
  if (answer === undefined) throw new Error('no answer');
  return answer;
};
