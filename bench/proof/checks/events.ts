import { type Evidence, type Finding, finding, type VisitRow } from '../history.ts';

const wrong = finding('I6');

const silent = new Set(['expired', 'edited']);
const typeOf = (action: string): string => {
  const types: Readonly<Record<string, string>> = {
    booked: 'appointment.booked',
    held: 'appointment.held',
    moved: 'appointment.moved',
    resized: 'appointment.moved',
  };
  return types[action] ?? 'appointment.status-changed';
};

const brokenChain = (visit: VisitRow): Finding[] => {
  let status: string | undefined;
  for (const { rev, fromStatus, toStatus } of visit.history) {
    if (status !== undefined && fromStatus !== undefined && fromStatus !== status)
      return [wrong(`visit ${visit.id} went from ${status} but revision ${rev} started at ${fromStatus}`)];
    status = toStatus ?? status;
  }
  return status === visit.status ? [] : [wrong(`visit ${visit.id} is ${visit.status} after ${status}`)];
};

/** I6: each change of status has its event, once; no event is without a change. */
export const eventsFollowChanges = ({ visits, events }: Evidence): Finding[] => {
  const byVisit = new Map<string, Map<string, string>>();
  for (const { id, visitId, seq, type } of events) {
    if (type === 'hold.lost') continue;
    const known = byVisit.get(visitId) ?? new Map<string, string>();
    // A row may be in both places while it is on its way: its id tells.
    byVisit.set(visitId, known.set(id, `${seq} ${type}`));
  }
  const stored = new Set(visits.map(({ id }) => id));
  return [
    ...visits.flatMap((visit) => {
      const told = [...(byVisit.get(visit.id)?.values() ?? [])].toSorted();
      const due = visit.history
        .filter(({ action }) => !silent.has(action))
        .map(({ rev, action }) => `${rev} ${typeOf(action)}`)
        .toSorted();
      const isSame = told.join() === due.join();
      const text = `visit ${visit.id} told [${told.join(', ')}] for [${due.join(', ')}]`;
      return [...brokenChain(visit), ...(isSame ? [] : [wrong(text)])];
    }),
    ...[...byVisit.keys()]
      .filter((id) => !stored.has(id))
      .map((id) => wrong(`events tell of visit ${id}, which is not there`)),
  ];
};
