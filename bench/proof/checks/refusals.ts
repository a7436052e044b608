import {
  type Attempt,
  type Buffers,
  type Evidence,
  type Facts,
  type Finding,
  finding,
  isBlocking,
  type Operation,
  replyOf,
  type VisitRow,
} from '../history.ts';

const minuteMs = 60_000;
/** The stamp of a change is taken by another process on the same machine, before its write. */
const skewMs = 50;
/** A change whose answer nobody got may have been written this long after its stamp. */
const longestWriteMs = 60_000;

/** Where a visit stood from some revision to the next, in the widest sense that its marks allow. */
type Stand = {
  readonly visit: VisitRow;
  readonly from: number;
  readonly until: number;
  readonly isTaking: boolean;
  readonly startsAt: number;
  readonly operatoryId: string | undefined;
};

type Writes = ReadonlyMap<string, number>;

/** When the answer to an acknowledged revision was in: it was written by then. */
const knownWrites = (operations: readonly Operation[]): Writes => {
  const known = new Map<string, number>();
  for (const operation of operations) {
    const reply = replyOf(operation);
    const ended = operation.attempts.find(({ outcome }) => outcome === 'ok')?.endedAt;
    if (reply === undefined || ended === undefined || reply.isReplay) continue;
    const key = `${reply.visitId} ${reply.rev}`;
    known.set(key, Math.min(known.get(key) ?? Number.POSITIVE_INFINITY, ended));
  }
  return known;
};

const standsOf = (visit: VisitRow, writes: Writes): Stand[] => {
  const moves = visit.history.filter(({ toStartsAt }) => toStartsAt !== undefined);
  let startsAt = moves[0]?.fromStartsAt ?? visit.startsAt;
  let operatoryId = moves[0]?.fromOperatoryId ?? visit.operatoryId;
  let status = visit.status;
  return visit.history.map((line, at) => {
    startsAt = line.toStartsAt ?? startsAt;
    operatoryId = line.toOperatoryId ?? operatoryId;
    status = line.toStatus ?? status;
    const next = visit.history[at + 1];
    const until =
      next === undefined
        ? Number.POSITIVE_INFINITY
        : (writes.get(`${visit.id} ${next.rev}`) ?? next.at + longestWriteMs);
    return {
      visit,
      from: line.at - skewMs,
      until: until + skewMs,
      isTaking: isBlocking(status),
      startsAt,
      operatoryId,
    };
  });
};

type Need = { readonly from: number; readonly to: number };
type Claimed = { buffers: Buffers | undefined; startsAt: number; lengthMs: number };

const padded = ({ buffers = { before: 0, after: 0 }, startsAt, lengthMs }: Claimed): Need => ({
  from: startsAt - buffers.before * minuteMs,
  to: startsAt + lengthMs + buffers.after * minuteMs,
});

const buffersFor = (
  kind: string,
  { providerId, typeId }: { providerId: string; typeId: string },
  facts: Facts,
): Buffers | undefined => {
  if (kind === 'provider') return facts.providerBuffers.get(providerId);
  return kind === 'operatory' ? facts.typeBuffers.get(typeId) : undefined;
};

const uses = ({ visit, operatoryId }: Stand, id: string): boolean =>
  visit.providerId === id || operatoryId === id || visit.patientId === id;

const takes = (stand: Stand, { kind, id }: { kind: string; id: string }, facts: Facts): Need | undefined => {
  if (!stand.isTaking || !uses(stand, id)) return undefined;
  const { visit, startsAt } = stand;
  const buffers = buffersFor(kind, visit, facts);
  return padded({ buffers, startsAt, lengthMs: visit.endsAt - visit.startsAt });
};

type Wanted = { startsAt: number; lengthMs: number; providerId: string; typeId: string };

const wantedBy = (operation: Operation, own: VisitRow | undefined): Wanted | undefined => {
  const { startsAt, durationMinutes, providerId, typeId } = operation.wish;
  const length = durationMinutes === undefined ? undefined : durationMinutes * minuteMs;
  const lengthMs = length ?? (own === undefined ? undefined : own.endsAt - own.startsAt);
  const provider = providerId ?? own?.providerId;
  const type = typeId ?? own?.typeId;
  if (startsAt === undefined || lengthMs === undefined || provider === undefined || type === undefined)
    return undefined;
  return { startsAt, lengthMs, providerId: provider, typeId: type };
};

type Court = {
  facts: Facts;
  stands: readonly Stand[];
  byId: ReadonlyMap<string, VisitRow>;
};

const untrue = finding('I7');

const unjustified = (operation: Operation, attempt: Attempt, court: Court): Finding[] => {
  const { refusal, invokedAt, endedAt } = attempt;
  const wanted = wantedBy(operation, court.byId.get(operation.visitId ?? ''));
  if (refusal === undefined || wanted === undefined) return [];
  const told = `${operation.kind} ${operation.id} was refused`;
  if (refusal.busy.length === 0) return [untrue(`${told} and nobody was named`)];
  return refusal.busy.flatMap(({ kind, id }) => {
    const need = padded({ ...wanted, buffers: buffersFor(kind, wanted, court.facts) });
    const isTaken = court.stands.some((stand) => {
      if (stand.from > endedAt || stand.until < invokedAt || stand.visit.id === operation.visitId)
        return false;
      const taken = takes(stand, { kind, id }, court.facts);
      return taken !== undefined && taken.from < need.to && need.from < taken.to;
    });
    return isTaken ? [] : [untrue(`${told} for ${kind} ${id}, which nobody had then`)];
  });
};

const notStale = (operation: Operation, attempt: Attempt, court: Court): Finding[] => {
  const visit = court.byId.get(operation.visitId ?? '');
  const { rev } = operation.wish;
  if (visit === undefined || rev === undefined) return [];
  const isChanged = visit.history.some((line) => line.rev > rev && line.at - skewMs <= attempt.endedAt);
  return isChanged || visit.isHoldLost
    ? []
    : [
        untrue(
          `${operation.kind} ${operation.id} was told stale at revision ${rev} of ${visit.id}, its last`,
        ),
      ];
};

const notLost = (operation: Operation, attempt: Attempt, court: Court): Finding[] => {
  const visit = court.byId.get(operation.visitId ?? '');
  if (visit === undefined) return [];
  const isOver = visit.history.some(
    ({ at, toStatus }) => toStatus !== undefined && !isBlocking(toStatus) && at - skewMs <= attempt.endedAt,
  );
  return isOver
    ? []
    : [untrue(`confirm ${operation.id} was told that ${visit.id} is lost, and nobody took it`)];
};

const judge = (operation: Operation, attempt: Attempt, court: Court): Finding[] => {
  switch (attempt.refusal?.code) {
    case 'slot-taken':
    case 'patient-busy':
      return unjustified(operation, attempt, court);
    case 'stale':
      return notStale(operation, attempt, court);
    case 'hold-lost':
      return notLost(operation, attempt, court);
    default:
      return [];
  }
};

/** I7: every 409 tells the truth: somebody had that time, or had changed that visit, during the request. */
export const refusalsAreTrue = ({ facts, operations, visits }: Evidence): Finding[] => {
  const writes = knownWrites(operations);
  const court: Court = {
    facts,
    stands: visits.flatMap((visit) => standsOf(visit, writes)),
    byId: new Map(visits.map((visit) => [visit.id, visit])),
  };
  return operations.flatMap((operation) =>
    operation.attempts
      .filter(({ httpStatus }) => httpStatus === 409)
      .flatMap((attempt) => judge(operation, attempt, court)),
  );
};
