import { collectionOf, trusted, Types } from '../../platform/mongo.ts';
import { type UserDoc, UserModel } from './user.model.ts';

/** Whether somebody works in a clinic today. */
export const isMember = async (clinicId: Types.ObjectId, userId: string): Promise<boolean> => {
  const memberships = trusted({ $elemMatch: { clinicId, isActive: true } });
  return (await UserModel.exists({ _id: userId, memberships })) !== null;
};

/** The names behind ids of staff, wherever they work. */
export const namesOfStaff = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const found = await collectionOf<Pick<UserDoc, '_id' | 'firstName' | 'lastName'>>(UserModel)
    .find(
      { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
      { projection: { firstName: 1, lastName: 1 } },
    )
    .toArray();
  return new Map(
    found.map(({ _id, firstName, lastName }) => [_id.toHexString(), `${firstName} ${lastName}`]),
  );
};
