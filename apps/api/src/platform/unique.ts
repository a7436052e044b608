import { AppError, violates } from './errors.ts';
import { folded } from './search-text.rules.ts';

/** Turns a lost race against a unique index into 409 with the field to blame; `{ index: field }`. */
export const refuseDuplicates =
  (fieldOfIndex: Readonly<Record<string, string>>) =>
  (error: unknown): never => {
    const hit = Object.entries(fieldOfIndex).find(([index]) => violates(error, index));
    if (hit === undefined) throw error;
    throw new AppError('already-exists', 'There is one like this already.', {
      issues: [{ path: hit[1], message: 'alreadyExists' }],
    });
  };

type Named = { name: string; isActive: boolean };
type NamedChange = { name?: string | undefined; isActive?: boolean | undefined };

/** What keeps names unique among active records: a retired record sets its name free. */
export const activeNameAfter = (current: Named, change: NamedChange): string | null => {
  const { name = current.name, isActive = current.isActive } = change;
  return isActive ? folded(name) : null;
};
