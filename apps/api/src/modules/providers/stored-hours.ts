import { Types } from '../../platform/mongo.ts';
import type { Hours } from './working-hours.rules.ts';

type Place = {
  locationId: string;
  operatoryId?: string | undefined;
  typeIds?: readonly string[] | undefined;
};

const storedPlace = <Block extends Place>({ locationId, operatoryId, typeIds, ...block }: Block) => ({
  ...block,
  locationId: new Types.ObjectId(locationId),
  ...(operatoryId === undefined ? {} : { operatoryId: new Types.ObjectId(operatoryId) }),
  ...(typeIds === undefined ? {} : { typeIds: typeIds.map((id) => new Types.ObjectId(id)) }),
});

/** Hours as the store keeps them: ids as ObjectIds, absent parts left out. */
export const storedHours = ({ hours, overrides, timeOff }: Hours) => ({
  hours: hours.map(storedPlace),
  overrides: overrides?.map(({ date, blocks }) => ({ date, blocks: blocks.map(storedPlace) })),
  timeOff,
});
