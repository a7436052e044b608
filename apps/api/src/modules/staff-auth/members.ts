import { trusted, type Types } from '../../platform/mongo.ts';
import { UserModel } from './user.model.ts';

/** Whether somebody works in a clinic today. */
export const isMember = async (clinicId: Types.ObjectId, userId: string): Promise<boolean> => {
  const memberships = trusted({ $elemMatch: { clinicId, isActive: true } });
  return (await UserModel.exists({ _id: userId, memberships })) !== null;
};
