import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Line = { code?: string; err?: { type?: string; message?: string } };

const parsed = (text: string): Line => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    // The last line of a killed process.
    return {};
  }
};

/** What the processes answered `internal` for, with how often: each is something the product did not foresee. */
export const unforeseenIn = (folder: string): string[] => {
  const tally = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.log')))
    for (const text of readFileSync(path.join(folder, file), 'utf8').split('\n')) {
      const { code, err } = parsed(text);
      if (code !== 'internal') continue;
      const name = `${err?.type ?? 'error'} (${err?.message?.slice(0, 80) ?? ''})`;
      tally.set(name, (tally.get(name) ?? 0) + 1);
    }
  return [...tally].map(([name, times]) => `${name} × ${times}`);
};
