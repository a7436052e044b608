import type { Db, ObjectId } from 'mongodb';
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

/** Quarters of an hour of those days at which a visit of that length fits into the opening hours. */
const candidates = (days: readonly string[], minutes: number): number[] =>
  days.flatMap((day) =>
    opening.flatMap(({ from, to }) =>
      Array.from({ length: Math.max(0, Math.floor((to - minutes - from) / step) + 1) }, (_, at) =>
        minuteOf(instantAt(day, from + at * step)),
      ),
    ),
  );

type Offer = { provider: string; chair: string; start: number };
const offersOf = ({ data }: Availability): Offer[] =>
  data.days.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      Array.from({ length: run.count }, (_, at) => ({
        provider: run.providerId,
        chair: run.operatoryId,
        start: minuteOf(run.firstStartsAt) + at * run.stepMinutes,
      })),
    ),
  );

/** What is wrong with an answer for these days and a visit of `minutes`; undefined when nothing is. */
export const wrongIn = async (
  db: Db,
  clinic: Clinic,
  { answer, minutes }: { answer: Availability; minutes: number },
): Promise<string | undefined> => {
  const taken = await takenBy(db, clinic);
  const isFree = (id: string, start: number): boolean =>
    !(taken.get(id) ?? []).some(({ ps, pe }) => ps < start + minutes && start < pe);
  const starts = candidates(
    answer.data.days.map(({ day }) => day),
    minutes,
  ).filter((start) => clinic.chairs.some((chair) => isFree(chair, start)));
  const expected = new Set(
    starts.flatMap((start) =>
      clinic.providers
        .filter((provider) => isFree(provider, start))
        .map((provider) => `${provider}@${start}`),
    ),
  );
  const offers = offersOf(answer);
  const offered = new Set(offers.map(({ provider, start }) => `${provider}@${start}`));
  const squeezed = offers.find(({ chair, start }) => !isFree(chair, start));
  if (squeezed !== undefined) return `offers a chair that is taken at ${squeezed.start}`;
  const missing = [...expected].filter((one) => !offered.has(one));
  const extra = [...offered].filter((one) => !expected.has(one));
  if (missing.length + extra.length > 0)
    return `${missing.length} missing, ${extra.length} too many of ${expected.size}`;
  return expected.size === 0 ? 'nothing to offer: the check is blind' : undefined;
};
