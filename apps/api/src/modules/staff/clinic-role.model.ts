import { clinicRoles as bases, permissions } from '@topsmile/contracts';
import { type InferSchemaType, Schema, type Types } from 'mongoose';
import { type Collection, collectionOf } from '../../platform/mongo.ts';
import { revisionFields } from '../../platform/stale.ts';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const clinicRoleSchema = new Schema(
  {
    clinicId: clinicIdField,
    name: { type: String, required: true },
    /** The folded name: one role of a name in a clinic. */
    nameKey: { type: String, required: true },
    base: { type: String, enum: bases, required: true },
    permissions: { type: [{ type: String, enum: permissions }], required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    ...revisionFields,
  },
  { strict: 'throw', versionKey: false },
);

export type ClinicRoleDoc = InferSchemaType<typeof clinicRoleSchema> & { _id: Types.ObjectId };
export const ClinicRoleModel = defineModel('ClinicRole', tenancy('clinic', clinicRoleSchema), 'clinic_roles');
export const clinicRolesStore = (): Collection<ClinicRoleDoc> => collectionOf(ClinicRoleModel);
