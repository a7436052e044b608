import type { MessageTemplate, Role } from '@topsmile/contracts';

/** An instant of something that happened, and the zone in which its reader lives. */
type Happened = { at: string; zone: string };
/** A page of ours, from the root: `/account/security`. */
type Page = { path: string };
type Visit = { startsAt: string; zone: string; typeName?: string; providerName?: string; placeName?: string };

/** What each text needs to know. Nothing of it opens anything. */
type ParamsOf = {
  'staff-invitation': { inviterName: string; role: Role; days: number };
  'password-reset': { minutes: number };
  'password-changed': Happened & Page;
  'email-change-confirm': { hours: number };
  'email-changed': Happened & Page;
  'sign-in-code': { minutes: number };
  'new-device-sign-in': Happened & Page & { device: string };
  'session-reuse-detected': Happened & Page;
  'mfa-changed': Happened & Page & { change: 'enabled' | 'disabled' | 'codes-renewed' };
  'recovery-codes-used': Happened & Page & { left: number };
  'account-locked-notice': Happened & Page & { minutes: number };
  'role-changed': Page & { role: Role };
  'access-removed': Record<never, never>;
  'patient-verify-email': { hours: number };
  'patient-claim-code': { minutes: number };
  'patient-password-reset': { minutes: number };
  'patient-welcome': Page;
  'visit-booked': Visit;
  'visit-requested': Visit;
  'visit-moved': Visit & { fromStartsAt: string };
  'visit-cancelled': Visit;
  'visit-approved': Visit;
  'visit-refused': Visit;
};

/** What opens something: a page with its token, or a code. Kept sealed, covered in every preview, erased after. */
type SecretsOf = {
  'staff-invitation': Page;
  'password-reset': Page;
  'email-change-confirm': Page;
  'sign-in-code': { code: string };
  'patient-verify-email': Page;
  'patient-claim-code': { code: string };
  'patient-password-reset': Page;
};

export type TemplateParams<K extends MessageTemplate> = ParamsOf[K];
export type TemplateSecrets<K extends MessageTemplate> = K extends keyof SecretsOf
  ? SecretsOf[K]
  : Record<never, never>;

/** Facts that every text may use. */
export type Common = { name: string; clinic: string };

/** A text in one language, without markup: the renderer alone makes HTML. */
export type Copy = {
  subject: string;
  body: string[];
  /** The words on the button; its address comes from `path`. */
  action?: string;
  /** After the button or code. */
  after?: string[];
  sms?: string;
};

type Facts<K extends MessageTemplate> = TemplateParams<K> & TemplateSecrets<K> & Common;
/** One language, whole: a template that is missing does not compile. */
export type Catalogue = { [K in MessageTemplate]: (facts: Facts<K>) => Copy };

export type Sample<K extends MessageTemplate> = { params: TemplateParams<K>; secrets: TemplateSecrets<K> };
export type Samples = { [K in MessageTemplate]: Sample<K> };
