import type { Closure, ClosureDraft, listClosures, QueryOf, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { insertRecord } from '../../platform/insert.ts';
import { trusted, Types } from '../../platform/mongo.ts';
import { loadKnowing, type ScheduleBook, stretchIssues, type StrandedVisits } from '../schedule/index.ts';
import { type ClosureDoc, ClosureModel } from './closure.model.ts';
import { toClosure } from './clinics.mapper.ts';

type Deps = { clock: Clock; schedule: ScheduleBook; stranded: Pick<StrandedVisits, 'inside'> };
type View = ViewOf<typeof Closure>;

export const createClosuresService = ({ clock, schedule, stranded }: Deps) => {
  const viewsOf = async (closures: readonly ClosureDoc[]): Promise<View[]> => {
    const counts = await stranded.inside(
      closures.map(({ locationId, from, to }) => ({ locationId: locationId?.toHexString(), from, to })),
    );
    return closures.map((closure, at) => toClosure(closure, counts[at] ?? 0));
  };

  return {
    /** Closures by their first day; those of a location include the whole clinic's. */
    closures: async (actor: Actor, { from, locationId }: QueryOf<typeof listClosures>): Promise<View[]> => {
      const found = await ClosureModel.find({
        clinicId: actor.clinicId,
        ...(from === undefined ? {} : { to: trusted({ $gte: from }) }),
        ...(locationId === undefined ? {} : { locationId: trusted({ $in: [locationId, null] }) }),
      })
        .sort({ from: 1, _id: 1 })
        .lean<ClosureDoc[]>();
      return viewsOf(found);
    },

    /** Closes a place; visits inside stay booked, are counted, and wait in the needs-moving worklist. */
    close: async (actor: Actor, draft: ClosureDraft): Promise<View> => {
      const issues = stretchIssues(draft);
      if (issues.length > 0) throw invalid(issues);
      const clinicId = actor.clinicId.toHexString();
      const { locationId } = draft;
      await loadKnowing(schedule, clinicId, { locationIds: locationId === undefined ? [] : [locationId] });
      const fields = { ...draft, clinicId: actor.clinicId };
      const created = await insertRecord<ClosureDoc>(ClosureModel, fields, clock.now());
      schedule.forget(clinicId);
      const [view] = await viewsOf([created]);
      if (view === undefined) throw new Error('a closure without a view');
      return view;
    },

    reopen: async (actor: Actor, closureId: string): Promise<{ id: string }> => {
      const { deletedCount } = await ClosureModel.deleteOne({
        clinicId: actor.clinicId,
        _id: new Types.ObjectId(closureId),
      });
      if (deletedCount === 0) throw notFound();
      schedule.forget(actor.clinicId.toHexString());
      return { id: closureId };
    },
  };
};
