import { violates } from '../../platform/errors.ts';
import { currentClinicId, runInClinic } from '../../platform/tenancy/context.ts';
import type { Clock } from '../../platform/clock.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { type AppointmentDoc, appointments } from './appointment.model.ts';
import { blocking } from './status.rules.ts';

type Overbooked = Pick<AppointmentDoc, '_id' | 'clinicId' | 'rev' | 'claims' | 'unclaimed' | 'isOverbooked'>;
const fields = { clinicId: 1, rev: 1, claims: 1, unclaimed: 1, isOverbooked: 1 } as const;
const isPromotable = { isOverbooked: true, status: { $in: [...blocking] } };

/** Gives an overbooked visit the cells that have become free; answers whether it now has them all. */
const promote = async ({ _id, clinicId, rev, claims = [], unclaimed = [] }: Overbooked): Promise<boolean> => {
  const update = {
    $set: { claims: [...claims, ...unclaimed].sort((one, other) => one - other), isOverbooked: false },
    $unset: { unclaimed: '' as const },
  };
  try {
    const { modifiedCount } = await appointments().updateOne({ clinicId, _id, rev, ...isPromotable }, update);
    return modifiedCount === 1;
  } catch (error) {
    if (violates(error, 'uniq_claims')) return false;
    throw error;
  }
};

/** A visit that was squeezed in becomes an ordinary one as soon as the other one leaves. */
export const createPromotion = ({ clock }: { clock: Clock }) => ({
  /** After a visit left its time: the squeezed-in visits that stood in its way. */
  near: async ({ startsAt, endsAt, segments }: AppointmentDoc): Promise<void> => {
    const resources = [...new Map(segments.map(({ resId }) => [resId.toHexString(), resId])).values()];
    const found = await appointments()
      .find(
        {
          clinicId: currentClinicId(),
          'segments.resId': { $in: resources },
          startsAt: {
            $gte: new Date(startsAt.getTime() - 86_400_000),
            $lt: new Date(endsAt.getTime() + 7_200_000),
          },
          ...isPromotable,
        },
        { projection: fields },
      )
      .toArray();
    for (const visit of found) await promote(visit);
  },

  /** All squeezed-in visits to come, of every clinic: what a lost process may have left undone. */
  sweep: (): Promise<number> =>
    runAsSystem('overbook-promotion', async () => {
      const found = await appointments()
        .find({ ...isPromotable, startsAt: { $gte: clock.now() } }, { projection: fields, limit: 500 })
        .toArray();
      let promoted = 0;
      for (const visit of found) if (await runInClinic(visit.clinicId, () => promote(visit))) promoted += 1;
      return promoted;
    }),
});
export type Promotion = ReturnType<typeof createPromotion>;
