import type { Clinic, ClinicChange, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { editRecord } from '../../platform/stale.ts';
import { refuseDuplicates } from '../../platform/unique.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { toClinic } from './clinics.mapper.ts';

type Deps = { clock: Clock; schedule: Pick<ScheduleBook, 'forget'> };

const settingsValues = (settings: ClinicChange['settings'] = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`settings.${name}`, value]));

export const createClinicSettingsService = ({ clock, schedule }: Deps) => ({
  clinic: async (actor: Actor): Promise<ViewOf<typeof Clinic>> => {
    const clinic = await ClinicModel.findById(actor.clinicId, { changes: 0 }).lean<ClinicDoc>();
    if (clinic === null) throw notFound();
    return toClinic(clinic);
  },

  /** Changes name, contact or settings; a setting that is not named keeps its value. */
  changeClinic: async (
    actor: Actor,
    { rev, settings, ...values }: ClinicChange,
  ): Promise<ViewOf<typeof Clinic>> => {
    const changed = await editRecord<ClinicDoc>(
      ClinicModel,
      { _id: actor.clinicId },
      { actor, at: clock.now(), rev, values: { ...values, ...settingsValues(settings) } },
    ).catch(refuseDuplicates({ uniq_cnpj: 'cnpj' }));
    schedule.forget(actor.clinicId.toHexString());
    return toClinic(changed);
  },
});
