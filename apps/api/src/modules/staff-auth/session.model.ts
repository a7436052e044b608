import { collectionOf } from '../../platform/mongo.ts';
import { type SessionDoc, sessionSchema } from '../../platform/sessions/session.schema.ts';
import { defineModel, tenancy } from '../../platform/tenancy/declare.ts';

// Looked up by the id in a signed token, before any clinic is known.
const SessionModel = defineModel('Session', tenancy('global', sessionSchema()), 'sessions');

/** The sessions of the staff. */
export const staffSessions = () => collectionOf<SessionDoc>(SessionModel);
