import { setTimeout as delay } from 'node:timers/promises';
import { password } from './people.ts';
import { requestIdOf } from './browser.ts';
import type { Shot } from './row.ts';
import type { Product } from './stage.ts';
import type { Answer } from './wire.ts';
import { staff, type World } from './world.ts';

/** Every refusal leaves an event in the product's log: with the request's id and its actor, without secrets. */

type Line = { requestId?: string; status?: number; route?: string; actorId?: string };
type Seen = { id: string; status: number; product: Product; name: string; isActing: boolean };

const linesOf = (text: string): Map<string, Line> => {
  const lines = new Map<string, Line>();
  for (const row of text.split('\n')) {
    if (!row.startsWith('{')) continue;
    try {
      const line: Line = JSON.parse(row);
      if (line.requestId !== undefined) lines.set(line.requestId, line);
    } catch {
      // The last line may be half written.
    }
  }
  return lines;
};

const patienceMs = 3000;

/** What nobody may find in a log: tokens, passwords, words of patients. */
const secretsOf = ({ who, canaries, stage }: World): string[] => [
  password,
  canaries.b,
  canaries.pa2,
  ...Object.entries(stage.settings).flatMap(([name, value]) =>
    /SECRET|KEY/.test(name) && value !== undefined ? [value] : [],
  ),
  ...staff.flatMap((name) => {
    const browser = who(name);
    return [...browser.jar]
      .filter(([key]) => !key.endsWith('session'))
      .map(([, value]) => value)
      .concat(browser.csrf() ?? []);
  }),
];

export const watchEvents = () => {
  let seen: Seen[] = [];
  const read = new Map<Product, number>();

  const problemIn = (
    { id, status, isActing, name }: Seen,
    line: Line | undefined,
    open: ReadonlySet<string>,
  ): string | undefined => {
    if (line === undefined) return `the log has no event for ${name}`;
    if (line.status !== status) return `the log says ${line.status} for ${name}`;
    const isMatched = line.route !== undefined && line.route !== 'unmatched' && !open.has(line.route);
    return isActing && isMatched && line.actorId === undefined
      ? `the event of ${name} (${id}) names no actor`
      : undefined;
  };

  return {
    note: (shot: Shot, answer: Answer, product: Product): void => {
      const id = requestIdOf(answer);
      // A product that somebody else has started keeps its log to itself.
      if (id === undefined || product.pid === undefined) return;
      const isActing =
        typeof shot.as === 'string' &&
        shot.as !== 'nobody' &&
        answer.status !== 401 &&
        shot.headers?.['cookie'] === undefined;
      seen.push({
        id,
        status: answer.status,
        product,
        name: `${shot.method} ${shot.path.slice(0, 60)}`,
        isActing,
      });
    },
    /** What the log of the last row lacks, or holds too much of. */
    verdict: async (world: World): Promise<string | undefined> => {
      const asked = seen;
      const open = new Set(
        world.operations
          .filter(({ realm }) => realm === 'open')
          .map(({ contract }) => `${contract.method} ${contract.path}`),
      );
      seen = [];
      for (const product of new Set(asked.map((one) => one.product))) {
        const mine = asked.filter((one) => one.product === product);
        const deadline = performance.now() + patienceMs;
        let text = product.log().slice(read.get(product) ?? 0);
        while (mine.some(({ id }) => !text.includes(id)) && performance.now() < deadline) {
          await delay(50);
          text = product.log().slice(read.get(product) ?? 0);
        }
        read.set(product, (read.get(product) ?? 0) + text.length);
        const lines = linesOf(text);
        for (const one of mine) {
          const problem = problemIn(one, lines.get(one.id), open);
          if (problem !== undefined) return problem;
        }
        if (secretsOf(world).some((secret) => secret !== '' && text.includes(secret)))
          return 'the log holds a secret';
      }
      return undefined;
    },
  };
};
export type Events = ReturnType<typeof watchEvents>;
