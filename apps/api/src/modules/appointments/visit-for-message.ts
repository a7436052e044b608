import { given } from '../../platform/given.ts';
import { Types } from '../../platform/mongo.ts';
import { currentClinicId } from '../../platform/tenancy/context.ts';
import type { ScheduleBook } from '../schedule/index.ts';
import { appointments } from './appointment.model.ts';

/** What a message to the patient says of a visit. */
export type VisitForMessage = {
  startsAt: Date;
  zone: string;
  /** The clinic has not said yes yet. */
  isWaiting: boolean;
  isOff: boolean;
  typeName?: string;
  providerName?: string;
  /** Only where a clinic has several places. */
  placeName?: string;
};

/** The facts of one visit, in one command; undefined when it is not there any more. */
export const createVisitForMessage =
  ({ book }: { book: Pick<ScheduleBook, 'load'> }) =>
  async (appointmentId: string): Promise<VisitForMessage | undefined> => {
    const visit = await appointments().findOne(
      { clinicId: currentClinicId(), _id: new Types.ObjectId(appointmentId), deletedAt: { $exists: false } },
      {
        projection: {
          startsAt: 1,
          zone: 1,
          status: 1,
          approval: 1,
          typeName: 1,
          providerName: 1,
          locationId: 1,
        },
      },
    );
    if (visit === null) return undefined;
    const { startsAt, zone, approval, status, typeName, providerName, locationId } = visit;
    const { locations } = await book.load();
    const placeName = locations.size > 1 ? locations.get(locationId.toHexString())?.name : undefined;
    return {
      startsAt,
      zone,
      isWaiting: approval === 'waiting',
      isOff: status === 'cancelled' || status === 'expired',
      ...given({ typeName, providerName, placeName }),
    };
  };
