import { AsyncLocalStorage } from 'node:async_hooks';
import type { Types } from 'mongoose';
import type { FieldChange } from './audit.types.ts';

/** What a use case adds to the row of the call that it serves. */
export type CallNotes = {
  changes: FieldChange[];
  reason?: string;
  /** Whom a call concerns before anybody is signed in: a sign-in, failed or not. */
  subject?: { userId: Types.ObjectId; clinicId: Types.ObjectId };
  resourceId?: string;
};

const storage = new AsyncLocalStorage<CallNotes>();

export const inCall = <T>(notes: CallNotes, work: () => Promise<T>): Promise<T> => storage.run(notes, work);

/** Adds to the row of the current call; outside a call (seeds, jobs) there is none. */
export const noteForAudit = (notes: Partial<Omit<CallNotes, 'changes'>>): void => {
  const current = storage.getStore();
  if (current !== undefined) Object.assign(current, notes);
};

const secret = /(password|secret|token|seed|hash|code)/i;
// A chain cannot forget: what identifies a person must be erasable, so it never gets in.
const sensitive =
  /^(cpf|notes?|privateNote|guardian|emergencyContact|phone|email|address|firstName|lastName|socialName|dateOfBirth|gender)/;
const masked = '•••';

const shown = (field: string, value: unknown): unknown => {
  if (value === undefined || value === null || secret.test(field)) return undefined;
  return sensitive.test(field) ? masked : value;
};

/** Notes a changed field; what is sensitive is told as changed, without its value. */
export const noteChange = (field: string, before: unknown, after: unknown): void => {
  const current = storage.getStore();
  if (current === undefined || current.changes.length >= 40) return;
  const change: FieldChange = { field };
  const [was, is] = [shown(field, before), shown(field, after)];
  if (was !== undefined) change.before = was;
  if (is !== undefined) change.after = is;
  current.changes.push(change);
};

export const isInCall = (): boolean => storage.getStore() !== undefined;
