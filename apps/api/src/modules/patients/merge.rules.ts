import type { MergePreview } from '@topsmile/contracts';

/** What a survivor takes over from a duplicate: only what it lacks. Nothing it has is overwritten. */

const taken = [
  'socialName',
  'dateOfBirth',
  'gender',
  'cpf',
  'email',
  'guardian',
  'emergencyContact',
  'address',
  'notes',
] as const;
const compared = ['firstName', 'lastName', ...taken, 'phone'] as const;
export type ComparedField = (typeof compared)[number];
type Facts = Readonly<Partial<Record<ComparedField, unknown>>>;

const longestNotes = 2000;

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

const joinedNotes = (kept: string, added: string): string => {
  const joined = `${kept}\n${added}`;
  return joined.length <= longestNotes && !kept.includes(added) ? joined : kept;
};

/** The fields that change on the survivor. Notes are joined where both have some and they fit. */
export const takenOver = (survivor: Facts, duplicate: Facts): Partial<Record<ComparedField, unknown>> => {
  const filled = taken.filter((field) => isEmpty(survivor[field]) && !isEmpty(duplicate[field]));
  const result: Partial<Record<ComparedField, unknown>> = Object.fromEntries(
    filled.map((field) => [field, duplicate[field]]),
  );
  if (typeof survivor.notes !== 'string' || typeof duplicate.notes !== 'string') return result;
  const notes = joinedNotes(survivor.notes, duplicate.notes);
  return notes === survivor.notes ? result : { ...result, notes };
};

const hidden = new Set(['patientId', '_id']);
const shown = (value: unknown): string | undefined => {
  if (isEmpty(value)) return undefined;
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([key, part]) => !hidden.has(key) && !isEmpty(part))
    .map(([, part]) => String(part))
    .join(', ');
};

/** Field by field, where the two differ: what stays, what is given up, what comes out. */
export const differencesOf = (survivor: Facts, duplicate: Facts): MergePreview['fields'] => {
  const over = takenOver(survivor, duplicate);
  return compared.flatMap((field) => {
    const [kept, dropped] = [shown(survivor[field]), shown(duplicate[field])];
    if (dropped === undefined || dropped === kept) return [];
    const result = shown(over[field]) ?? kept;
    return [
      {
        field,
        ...(kept === undefined ? {} : { kept }),
        dropped,
        ...(result === undefined ? {} : { result }),
      },
    ];
  });
};

type Dates = { lastVisitAt?: Date | null | undefined; nextVisitAt?: Date | null | undefined };
const timesOf = (dates: readonly (Date | null | undefined)[]): number[] =>
  dates.flatMap((date) => (date instanceof Date ? [date.getTime()] : []));

/** The latest last visit and the earliest next one of both. */
export const visitDatesOf = (one: Dates, other: Dates): { lastVisitAt?: Date; nextVisitAt?: Date } => {
  const last = timesOf([one.lastVisitAt, other.lastVisitAt]);
  const next = timesOf([one.nextVisitAt, other.nextVisitAt]);
  return {
    ...(last.length === 0 ? {} : { lastVisitAt: new Date(Math.max(...last)) }),
    ...(next.length === 0 ? {} : { nextVisitAt: new Date(Math.min(...next)) }),
  };
};

/** Whether a guardian's link points at one of the records that become one. */
export const linksToItself = (guardianId: string | undefined, records: readonly string[]): boolean =>
  guardianId !== undefined && records.includes(guardianId);

/** The numbers that two records carry. */
export type Revs = { survivor: number; duplicate: number };

/** A merge can be taken back once, and only while nobody has worked on either record. */
export const isUndoable = (
  { undoneAt, revs }: { undoneAt?: Date | null | undefined; revs: Revs },
  now: Revs,
): boolean => !undoneAt && now.survivor === revs.survivor && now.duplicate === revs.duplicate;
