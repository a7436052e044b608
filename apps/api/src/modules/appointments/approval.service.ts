import type { BodyOf, decideApproval } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { toVisit, type VisitView } from './appointment.mapper.ts';
import { AppointmentApprovalDecided } from './appointments.events.ts';
import { changeVisit } from './change.ts';
import { assertFresh, findVisit } from './find-visit.ts';
import type { Promotion } from './promotion.ts';
import { historyEntry, reasonField, visitEvent } from './record.ts';
import { illegalTransition, nextStatuses } from './status.rules.ts';

type Decision = BodyOf<typeof decideApproval>;

export const createApprovalService = ({ clock, promotion }: { clock: Clock; promotion: Promotion }) => ({
  /** Ends the waiting of a request: approved it stays where it is, refused it is cancelled and its time is free. */
  decide: async (actor: Actor, id: string, { rev, decision, reason }: Decision): Promise<VisitView> => {
    const visit = await findVisit(id);
    assertFresh(visit, rev);
    if (visit.status !== 'scheduled' || visit.approval !== 'waiting')
      throw illegalTransition(nextStatuses(visit, actor.rights));
    const isRefused = decision === 'refused';
    const status = isRefused ? 'cancelled' : 'scheduled';
    const at = clock.now();
    const seq = visit.rev + 1;
    const changed = await changeVisit({
      visit,
      at,
      set: {
        approval: decision,
        status,
        ...(isRefused ? { isOverbooked: false } : {}),
        ...(isRefused && reason !== undefined ? { cancellationReason: reason } : {}),
      },
      unset: isRefused ? ['claims', 'unclaimed'] : [],
      entry: historyEntry(
        { at, rev: seq, actor },
        { action: decision, fromStatus: visit.status, toStatus: status, ...reasonField(reason) },
      ),
      events: [visitEvent(AppointmentApprovalDecided, visit, { at, seq, decision, notifyPatient: true })],
    });
    if (isRefused) await promotion.near(visit);
    return toVisit(changed, actor.rights);
  },
});
export type ApprovalService = ReturnType<typeof createApprovalService>;
