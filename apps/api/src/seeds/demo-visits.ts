import { demoProviders, demoTypes, type DemoTypeKey } from './demo-clinic.ts';
import type { Random } from './random.ts';

/** Plans the demo's visits as wall times; pure, so that the same seed always makes the same diary. */

export type PlannedVisit = {
  day: string;
  /** Minutes after midnight on the location's wall clock. */
  startMinute: number;
  providerKey: string;
  chair: number;
  typeKey: DemoTypeKey;
  durationMinutes: number;
  patientAt: number;
  fate: 'kept' | 'missed' | 'cancelled';
};

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const lengthOf = new Map(demoTypes.map((type) => [type.key, type.durationMinutes]));
const turnoverOf = new Map(demoTypes.map((type) => [type.key, type.bufferAfterMinutes ?? 0]));

// What fills a day: short visits often, surgery seldom.
const weights: Record<DemoTypeKey, number> = {
  evaluation: 4,
  cleaning: 7,
  restoration: 6,
  urgency: 2,
  rootCanal: 2,
  extraction: 2,
  implant: 1,
  crown: 2,
  orthodontics: 9,
  braces: 1,
  scaling: 3,
  followUp: 3,
  whitening: 1,
};

const fateOf = (random: Random): PlannedVisit['fate'] =>
  random.weighted([
    ['kept', 86],
    ['missed', 6],
    ['cancelled', 8],
  ] as const);

type DayPlan = { day: string; weekday: number; fullness: number; patients: number };

const fillBlock = (
  random: Random,
  plan: DayPlan,
  block: { from: number; to: number; chair: number; provider: (typeof demoProviders)[number] },
) => {
  const visits: PlannedVisit[] = [];
  let at = block.from;
  while (at < block.to) {
    const typeKey = random.weighted(block.provider.works.map((key) => [key, weights[key]] as const));
    const durationMinutes = lengthOf.get(typeKey) ?? 30;
    if (at + durationMinutes > block.to) break;
    if (random.chance(plan.fullness)) {
      const patientAt = random.below(plan.patients);
      const { day } = plan;
      visits.push({
        day,
        startMinute: at,
        providerKey: block.provider.key,
        chair: block.chair,
        typeKey,
        durationMinutes,
        patientAt,
        fate: fateOf(random),
      });
      at += durationMinutes + (turnoverOf.get(typeKey) ?? 0);
      at += random.weighted([
        [0, 7],
        [15, 3],
      ] as const);
    } else at += 30;
  }
  return visits;
};

/** The visits of one day; nobody is in two chairs, because a patient is asked once a day at most. */
export const planDay = (random: Random, plan: DayPlan): PlannedVisit[] => {
  const seen = new Set<number>();
  return demoProviders
    .flatMap((provider) =>
      provider.hours
        .filter((block) => block.weekdays.includes(plan.weekday))
        .flatMap(({ startsAt, endsAt, chair }) =>
          fillBlock(random, plan, { provider, chair, from: minutesOf(startsAt), to: minutesOf(endsAt) }),
        ),
    )
    .filter(({ patientAt }) => {
      if (seen.has(patientAt)) return false;
      seen.add(patientAt);
      return true;
    });
};
