import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { Types } from '../../platform/mongo.ts';
import { type Edit, editRecord } from '../../platform/stale.ts';
import { refuseDuplicates } from '../../platform/unique.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';

type Deps = { clock: Clock; schedule: Pick<ScheduleBook, 'forget'> };

/** One e-mail per clinic among active providers, one provider per user. */
export const onlyOnce = refuseDuplicates({ uniq_active_email: 'email', uniq_user: 'userId' });

/** Changes a provider and lets the schedule be read anew. */
export const createProviderEdit =
  ({ clock, schedule }: Deps) =>
  async (actor: Actor, providerId: string, change: Omit<Edit, 'actor' | 'at'>): Promise<ProviderDoc> => {
    const changed = await editRecord<ProviderDoc>(
      ProviderModel,
      { _id: new Types.ObjectId(providerId), clinicId: actor.clinicId },
      { ...change, actor, at: clock.now() },
    ).catch(onlyOnce);
    schedule.forget(actor.clinicId.toHexString());
    return changed;
  };
