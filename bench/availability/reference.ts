import { type Db, ObjectId } from 'mongodb';
import { type Clinic, instantAt } from '../lib/clinics.ts';

/** Every bookable start by the rule word for word, from the raw records: each quarter of an hour against each visit. */

type Stored = { segments: { resId: ObjectId; ps: number; pe: number }[] };
type Run = {
  firstStartsAt: string;
  stepMinutes: number;
  count: number;
  providerId: string;
  operatoryId: string;
};
export type Availability = { data: { days: { day: string; runs: Run[] }[] } };

const step = 15;
const opening = [
  { from: 480, to: 720 },
  { from: 780, to: 1080 },
];
const minuteOf = (instant: string): number => Date.parse(instant) / 60_000;

const takenBy = async (db: Db, clinic: Clinic): Promise<Map<string, { ps: number; pe: number }[]>> => {
  const taken = new Map<string, { ps: number; pe: number }[]>();
  const filter = {
    clinicId: clinic.id,
    status: { $in: ['scheduled', 'confirmed', 'checked_in', 'in_progress', 'held'] },
  };
  for await (const visit of db.collection<Stored>('appointments').find(filter))
    for (const { resId, ps, pe } of visit.segments) {
      const key = resId.toHexString();
      taken.set(key, [...(taken.get(key) ?? []), { ps, pe }]);
    }
  return taken;
};

/** What is wrong with an answer for these days and a visit of `minutes`; undefined when nothing is. */
export const wrongIn = async (
  db: Db,
  clinic: Clinic,
  { answer, minutes }: { answer: Availability; minutes: number },
): Promise<string | undefined> => {
  const taken = await takenBy(db, clinic);
  const isFree = (id: string, start: number): boolean =>
    !(taken.get(id) ?? []).some(({ ps, pe }) => ps < start + minutes && start < pe);
  const expected = new Set<string>();
  for (const { day } of answer.data.days)
    for (const { from, to } of opening)
      for (let at = from; at + minutes <= to; at += step) {
        const start = minuteOf(instantAt(day, at));
        if (!clinic.chairs.some((chair) => isFree(chair, start))) continue;
        for (const provider of clinic.providers)
          if (isFree(provider, start)) expected.add(`${provider}@${start}`);
      }
  const offered = new Set<string>();
  for (const { runs } of answer.data.days)
    for (const { firstStartsAt, stepMinutes, count, providerId, operatoryId } of runs)
      for (let i = 0; i < count; i += 1) {
        const start = minuteOf(firstStartsAt) + i * stepMinutes;
        offered.add(`${providerId}@${start}`);
        if (!isFree(operatoryId, start)) return `offers a chair that is taken at ${start}`;
      }
  const missing = [...expected].filter((one) => !offered.has(one));
  const extra = [...offered].filter((one) => !expected.has(one));
  if (missing.length + extra.length > 0)
    return `${missing.length} missing, ${extra.length} too many of ${expected.size}`;
  return expected.size === 0 ? 'nothing to offer: the check is blind' : undefined;
};
