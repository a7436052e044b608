import { WorkingHours } from '@topsmile/contracts';
import { stampOf } from '../../platform/stale.ts';
import type { ScheduleProvider, ScheduleSources } from '../schedule/index.ts';
import { type ProviderDoc, ProviderModel } from './provider.model.ts';
import { shownName, toWorkingHours } from './providers.mapper.ts';

const unread = { email: 0, phone: 0, license: 0, userId: 0, searchWords: 0, changes: 0 } as const;
const Hours = WorkingHours.pick({ hours: true, overrides: true, timeOff: true }).required();

export const toScheduleProvider = (provider: ProviderDoc): ScheduleProvider => ({
  id: provider._id.toHexString(),
  ord: provider.ord,
  name: shownName(provider),
  kind: provider.kind,
  colorIndex: provider.colorIndex,
  ...Hours.parse(toWorkingHours(provider)),
  bufferBeforeMinutes: provider.bufferBeforeMinutes,
  bufferAfterMinutes: provider.bufferAfterMinutes,
  appointmentTypeIds: provider.appointmentTypeIds.map(String),
  order: provider.order,
  isActive: provider.isActive,
});

/** What the schedule book reads of providers. */
export const providersSchedule: Pick<ScheduleSources, 'providers'> = {
  providers: async (clinicId) => {
    const found = await ProviderModel.find({ clinicId }, unread)
      .sort({ order: 1, sortName: 1 })
      .lean<ProviderDoc[]>();
    return { items: found.map(toScheduleProvider), stamps: found.map(stampOf) };
  },
};
