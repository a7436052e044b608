import { type Facts, type Finding, finding, isBlocking, type VisitRow } from '../history.ts';

const minuteMs = 60_000;
const bucketMinutes = 5;
const firstMinute = Date.parse('2020-01-01T00:00:00Z') / minuteMs;
const perResource = 16_777_216;

const none = { before: 0, after: 0 };

type Span = { role: string; resourceId: string; ord: number; from: number; to: number };

/** The times that a visit must take, from its start, end and resources alone. */
const spansOf = (visit: VisitRow, facts: Facts): Span[] => {
  const start = visit.startsAt / minuteMs;
  const end = visit.endsAt / minuteMs;
  const span = (role: string, resourceId: string | undefined, { before, after } = none): Span[] =>
    resourceId === undefined
      ? []
      : [
          {
            role,
            resourceId,
            ord: facts.ords.get(resourceId) ?? Number.NaN,
            from: start - before,
            to: end + after,
          },
        ];
  return [
    ...span('provider', visit.providerId, facts.providerBuffers.get(visit.providerId)),
    ...span('operatory', visit.operatoryId, facts.typeBuffers.get(visit.typeId)),
    ...span('patient', visit.patientId),
  ];
};

const bucketsOf = (spans: readonly { ord: number; from: number; to: number }[]): Set<number> => {
  const buckets = new Set<number>();
  for (const { ord, from, to } of spans)
    for (let minute = from; minute < to; minute += bucketMinutes)
      buckets.add(ord * perResource + Math.floor((minute - firstMinute) / bucketMinutes));
  return buckets;
};

const storedSpans = ({ segments }: VisitRow) =>
  segments.map(({ ord, ps, pe }) => ({ ord, from: ps, to: pe }));

const isTaking = (visit: VisitRow): boolean => isBlocking(visit.status) && !visit.isReleased;

/** Pairs of visits that take the same resource at the same time. */
export const overlaps = (visits: readonly VisitRow[]): [string, string][] => {
  const owners = new Map<number, string>();
  const pairs = new Map<string, [string, string]>();
  for (const visit of visits) {
    if (!isTaking(visit) || visit.isOverbooked) continue;
    for (const bucket of bucketsOf(storedSpans(visit))) {
      const owner = owners.get(bucket);
      if (owner === undefined) owners.set(bucket, visit.id);
      else if (owner !== visit.id) pairs.set(`${owner} ${visit.id}`, [owner, visit.id]);
    }
  }
  return [...pairs.values()];
};

/** I1: no two visits that take time share a bucket, as recomputed from their segments. */
export const noSharedTime = (visits: readonly VisitRow[]): Finding[] =>
  overlaps(visits).map(([one, other]) => finding('I1')(`visits ${one} and ${other} take the same time`));

const broken = finding('I2');

const wrongSegments = (visit: VisitRow, facts: Facts): Finding[] => {
  const shown = (span: Span): string => `${span.role} ${span.resourceId} ${span.ord} ${span.from}-${span.to}`;
  const stored = visit.segments.map(({ role, resourceId, ord, ps, pe }) =>
    shown({ role, resourceId, ord, from: ps, to: pe }),
  );
  const wanted = spansOf(visit, facts).map(shown);
  return stored.toSorted().join() === wanted.toSorted().join()
    ? []
    : [broken(`visit ${visit.id} has segments [${stored.join('; ')}] instead of [${wanted.join('; ')}]`)];
};

const wrongClaims = (visit: VisitRow): Finding[] => {
  const { claims } = visit;
  if (claims?.length === 0) return [broken(`visit ${visit.id} has an empty list of claims`)];
  if (!isTaking(visit))
    return claims === undefined ? [] : [broken(`visit ${visit.id} is ${visit.status} and still claims`)];
  if (visit.isOverbooked) return [];
  const wanted = bucketsOf(storedSpans(visit));
  const isSame = claims?.length === wanted.size && claims.every((claim) => wanted.has(claim));
  return isSame ? [] : [broken(`visit ${visit.id} claims something else than its segments`)];
};

/** I2: segments follow from the visit, and claims from the segments, exactly while it takes time. */
export const rightClaims = (visits: readonly VisitRow[], facts: Facts): Finding[] =>
  visits.flatMap((visit) => [...wrongSegments(visit, facts), ...wrongClaims(visit)]);
