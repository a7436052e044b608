import { roles } from '@topsmile/contracts';
import { type InferSchemaType, Schema, Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const invitationSchema = new Schema(
  {
    clinicId: clinicIdField,
    email: { type: String, required: true },
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    role: { type: String, enum: roles, required: true },
    customRoleId: Types.ObjectId,
    providerId: Types.ObjectId,
    locale: { type: String, enum: ['pt-BR', 'en', 'es'], required: true },
    /** SHA-256 of the link's token; the token itself is nowhere but in the mail. */
    tokenHash: { type: String, required: true },
    state: { type: String, enum: ['open', 'accepted', 'revoked'], required: true },
    expiresAt: { type: Date, required: true },
    sentAt: { type: Date, required: true },
    invitedBy: { type: Types.ObjectId, required: true },
    inviterName: { type: String, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export type InvitationDoc = InferSchemaType<typeof invitationSchema> & { _id: Types.ObjectId };
export const InvitationModel = defineModel('Invitation', tenancy('clinic', invitationSchema), 'invitations');
export const invitationsStore = (): Collection<InvitationDoc> => collectionOf(InvitationModel);
