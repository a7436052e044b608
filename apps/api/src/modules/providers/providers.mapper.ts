import { type Provider, Uf, type ViewOf } from '@topsmile/contracts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import type { ProviderDoc } from './provider.model.ts';

type View = ViewOf<typeof Provider>;
type Place = {
  startsAt: string;
  endsAt: string;
  locationId: Types.ObjectId;
  operatoryId?: Types.ObjectId | null | undefined;
  typeIds?: readonly unknown[] | null | undefined;
};

const toPlace = ({ startsAt, endsAt, locationId, operatoryId, typeIds }: Place) => ({
  startsAt,
  endsAt,
  locationId: locationId.toHexString(),
  ...given({ operatoryId: operatoryId?.toHexString(), typeIds: typeIds?.map(String) }),
});

/** Hours, overrides and time off as the contract has them. */
export const toWorkingHours = (
  provider: Pick<ProviderDoc, 'hours' | 'overrides' | 'timeOff'>,
): Pick<View, 'hours' | 'overrides' | 'timeOff'> => ({
  hours: provider.hours.map((block) => ({ weekdays: block.weekdays, ...toPlace(block) })),
  overrides: provider.overrides.map(({ date, blocks }) => ({ date, blocks: blocks.map(toPlace) })),
  timeOff: provider.timeOff.map(({ from, to, kind, reason }) => ({ from, to, kind, ...given({ reason }) })),
});

/** `Dra. Helena Prado` */
export const shownName = ({
  title,
  firstName,
  lastName,
}: Pick<ProviderDoc, 'title' | 'firstName' | 'lastName'>): string =>
  [title, firstName, lastName].filter((part) => part !== undefined && part !== null).join(' ');

const toLicense = (license: ProviderDoc['license']): View['license'] | null => {
  const state = Uf.safeParse(license?.state).data;
  return license && state && { council: license.council, state, number: license.number };
};

export const toProvider = (provider: ProviderDoc): View => ({
  id: provider._id.toHexString(),
  firstName: provider.firstName,
  lastName: provider.lastName,
  fullName: shownName(provider),
  kind: provider.kind,
  specialties: provider.specialties,
  colorIndex: provider.colorIndex,
  bufferBeforeMinutes: provider.bufferBeforeMinutes,
  bufferAfterMinutes: provider.bufferAfterMinutes,
  appointmentTypeIds: provider.appointmentTypeIds.map(String),
  order: provider.order,
  isActive: provider.isActive,
  rev: provider.rev,
  ...toWorkingHours(provider),
  ...given({
    title: provider.title,
    email: provider.email,
    phone: provider.phone,
    license: toLicense(provider.license),
    userId: provider.userId?.toHexString(),
  }),
});
