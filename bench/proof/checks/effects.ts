import {
  type Evidence,
  type Finding,
  finding,
  type HistoryLine,
  type Operation,
  outcomeOf,
  type Reply,
  replyOf,
  type VisitRow,
} from '../history.ts';

/** Where an operation left its mark: the visit and the revision it made. */
type Trace = { readonly visit: VisitRow; readonly rev: number };
type Traces = ReadonlyMap<string, readonly Trace[]>;

const bySystem = new Set(['expired']);
const isConfirming = (line: HistoryLine): boolean => line.action === 'booked' && line.fromStatus === 'held';

const confirmsOf = (operations: readonly Operation[]): Map<string, Operation[]> => {
  const found = new Map<string, Operation[]>();
  for (const operation of operations)
    if (operation.kind === 'confirm' && operation.visitId !== undefined)
      found.set(operation.visitId, [...(found.get(operation.visitId) ?? []), operation]);
  return found;
};

/** Confirming carries no mark of its own; a hold is confirmed by its writer alone, in one operation. */
const authorOf = (
  visit: VisitRow,
  line: HistoryLine,
  confirms: ReadonlyMap<string, readonly Operation[]>,
): string | undefined => {
  if (isConfirming(line)) {
    const asked = confirms.get(visit.id) ?? [];
    return (asked.find((one) => outcomeOf(one) !== 'fail') ?? asked[0])?.id;
  }
  return line.rev === 0 ? visit.note : line.reason;
};

const tracesOf = ({ visits, operations }: Evidence): { traces: Traces; strangers: Finding[] } => {
  const confirms = confirmsOf(operations);
  const known = new Set(operations.map(({ id }) => id));
  const traces = new Map<string, Trace[]>();
  const strangers: Finding[] = [];
  for (const visit of visits)
    for (const line of visit.history) {
      if (bySystem.has(line.action)) continue;
      const author = authorOf(visit, line, confirms);
      if (author === undefined || !known.has(author))
        strangers.push(
          finding('I5')(`visit ${visit.id} was ${line.action} at revision ${line.rev} by nobody's wish`),
        );
      else traces.set(author, [...(traces.get(author) ?? []), { visit, rev: line.rev }]);
    }
  return { traces, strangers };
};

const lost = finding('I3');

const differences = (visit: VisitRow, reply: Reply): string[] => {
  const pairs: [string, string | number | undefined, string | number | undefined][] = [
    ['status', reply.status, visit.status],
    ['start', reply.startsAt, visit.startsAt],
    ['chair', reply.operatoryId, visit.operatoryId],
  ];
  return pairs
    .filter(([, told, stored]) => told !== stored)
    .map(([name, told, stored]) => `${name} was answered ${told} and is ${stored}`);
};

/** A cancel or a confirm of what is so already answers ok and changes nothing. */
const needsTrace = (operation: Operation, visit: VisitRow): boolean => {
  if (operation.kind === 'cancel') return visit.status !== 'cancelled';
  return operation.kind !== 'confirm' || operation.attempts.length === 1;
};

const lostEffect = (
  operation: Operation,
  visit: VisitRow | undefined,
  traces: readonly Trace[],
): Finding[] => {
  const reply = replyOf(operation);
  if (reply === undefined) return [];
  const name = `${operation.kind} ${operation.id} was acknowledged`;
  if (visit === undefined) return [lost(`${name} and its visit ${reply.visitId} is gone`)];
  if (visit.rev < reply.rev)
    return [lost(`${name} at revision ${reply.rev} and visit ${visit.id} is back at ${visit.rev}`)];
  if (traces.length === 0 && needsTrace(operation, visit))
    return [lost(`${name} and left nothing on visit ${visit.id}`)];
  if (visit.rev === reply.rev)
    return differences(visit, reply).map((text) => lost(`${name}: ${text} on visit ${visit.id}`));
  return [];
};

/** Every revision has its line of history; only the note that a hold was lost has none. */
const missingRevisions = (visit: VisitRow): Finding[] => {
  const revisions = visit.history.map(({ rev }) => rev);
  const expected = visit.rev + 1 - (visit.isHoldLost ? 1 : 0);
  const isAscending = revisions.every((rev, at) => at === 0 || rev > (revisions[at - 1] ?? -1));
  if (isAscending && revisions.length === expected) return [];
  return [lost(`visit ${visit.id} at revision ${visit.rev} remembers revisions ${revisions.join()}`)];
};

/** I3: what was acknowledged is there, or a later change followed it. */
export const nothingLost = (evidence: Evidence): Finding[] => {
  const visits = new Map(evidence.visits.map((visit) => [visit.id, visit]));
  const { traces } = tracesOf(evidence);
  return [
    ...evidence.operations.flatMap((operation) =>
      lostEffect(operation, visits.get(replyOf(operation)?.visitId ?? ''), traces.get(operation.id) ?? []),
    ),
    ...evidence.visits.flatMap(missingRevisions),
  ];
};

/** I4: what was refused left no trace. */
export const refusedLeftNothing = (evidence: Evidence): Finding[] => {
  const { traces } = tracesOf(evidence);
  return evidence.operations
    .filter((operation) => outcomeOf(operation) === 'fail')
    .flatMap((operation) =>
      (traces.get(operation.id) ?? []).map(({ visit, rev }) =>
        finding('I4')(
          `${operation.kind} ${operation.id} was refused and made revision ${rev} of ${visit.id}`,
        ),
      ),
    );
};

const repeated = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};

/** What took effect more than once. */
export const duplicates = (evidence: Evidence): Finding[] => {
  const twice = finding('I5');
  const { traces } = tracesOf(evidence);
  return [
    ...[...traces]
      .filter(([, found]) => found.length > 1)
      .map(([id, found]) => twice(`${id} took effect ${found.length} times`)),
    ...repeated(evidence.visits.flatMap(({ idemKey }) => idemKey ?? [])).map((key) =>
      twice(`two visits carry the key ${key}`),
    ),
  ];
};

/** I5: in doubt or not, an operation took effect once or never, and nothing happened that nobody asked for. */
export const onceOrNever = (evidence: Evidence): Finding[] => [
  ...duplicates(evidence),
  ...tracesOf(evidence).strangers,
];
