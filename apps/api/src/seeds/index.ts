import type { Config } from '../platform/config.ts';

type Context = { config: Config; say: (line: string) => void };

/** `seed demo|busy|empty [--if-empty]`: fills a database; the same command always makes the same clinic. */
export const seed = async (_args: readonly string[], { say }: Context): Promise<void> => {
  say('');
};
