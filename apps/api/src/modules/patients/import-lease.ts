import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { Types } from '../../platform/mongo.ts';
import { type ImportDoc, patientImports } from './patient-import.model.ts';

export type Which = { clinicId: Types.ObjectId; importId: string };
type State = ImportDoc['state'];

const leaseMs = 60_000;

const identity = ({ clinicId, importId }: Which) => ({ clinicId, _id: new Types.ObjectId(importId) });

/** The import, or 404. */
export const readImport = async (which: Which): Promise<ImportDoc> => {
  const found = await patientImports().findOne(identity(which));
  if (found === null) throw notFound();
  return found;
};

const takenOver = (): AppError =>
  new AppError('request-in-progress', 'Somebody else has taken this import over.');

/** One process works on an import at a time; it says every 500 rows that it still lives. */
export const createImportLeases = (clock: Clock) => {
  const until = (): Date => new Date(clock.now().getTime() + leaseMs);

  return {
    /**
     * Takes the import for oneself: of two who apply it at once one gets 409 `request-in-progress`; one
     * that died is taken over after a minute. Work that finds another state answers 409 `wrong-state`.
     */
    claim: async (which: Which, state: State): Promise<{ doc: ImportDoc; owner: string }> => {
      const owner = randomUUID();
      const now = clock.now();
      const doc = await patientImports().findOneAndUpdate(
        { ...identity(which), state, $or: [{ lease: { $exists: false } }, { 'lease.until': { $lt: now } }] },
        { $set: { lease: { owner, until: until() } } },
        { returnDocument: 'after' },
      );
      if (doc !== null) return { doc, owner };
      const current = await readImport(which);
      if (current.state !== state)
        throw new AppError('wrong-state', 'This import is not in a state that allows it.');
      throw new AppError('request-in-progress', 'This import is being worked on.', {
        details: { retryAfterSeconds: 5 },
      });
    },

    /** Says that the owner still works; throws when somebody else has taken over. */
    renew: async (which: Which, owner: string): Promise<void> => {
      const kept = await patientImports().updateOne(
        { ...identity(which), 'lease.owner': owner },
        { $set: { 'lease.until': until() } },
      );
      if (kept.matchedCount === 0) throw takenOver();
    },

    /** Writes what came out and lets go. */
    settle: async (which: Which, owner: string, values: Partial<ImportDoc>): Promise<ImportDoc> => {
      const settled = await patientImports().findOneAndUpdate(
        { ...identity(which), 'lease.owner': owner },
        { $set: values, $unset: { lease: 1 } },
        { returnDocument: 'after' },
      );
      if (settled === null) throw takenOver();
      return settled;
    },
  };
};
