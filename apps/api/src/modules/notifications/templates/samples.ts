import type { MessageTemplate } from '@topsmile/contracts';
import type { Sample, Samples } from './templates.types.ts';

const zone = 'America/Sao_Paulo';
const happened = { at: '2026-11-25T13:42:00.000Z', zone };
const visit = {
  startsAt: '2026-11-27T17:30:00.000Z',
  zone,
  typeName: 'Avaliação',
  providerName: 'Dra. Helena Prado',
  placeName: 'Perdizes',
};
const security = { ...happened, path: '/account/security' };
const none = {};

/** Invented facts for previews and tests; which secrets a template has is read from here as well. */
export const samples: Samples = {
  'staff-invitation': {
    params: { inviterName: 'Rita Campos', role: 'receptionist', days: 7 },
    secrets: { path: '/invitation#sample' },
  },
  'password-reset': { params: { minutes: 30 }, secrets: { path: '/reset-password#sample' } },
  'password-changed': { params: security, secrets: none },
  'email-change-confirm': { params: { hours: 24 }, secrets: { path: '/confirm-email#sample' } },
  'email-changed': { params: security, secrets: none },
  'sign-in-code': { params: { minutes: 10 }, secrets: { code: '493027' } },
  'new-device-sign-in': { params: { ...security, device: 'Firefox, Windows' }, secrets: none },
  'session-reuse-detected': { params: security, secrets: none },
  'mfa-changed': { params: { ...security, change: 'enabled' }, secrets: none },
  'recovery-codes-used': { params: { ...security, left: 7 }, secrets: none },
  'account-locked-notice': { params: { ...security, minutes: 15 }, secrets: none },
  'role-changed': { params: { role: 'manager', path: '/agenda' }, secrets: none },
  'access-removed': { params: none, secrets: none },
  'patient-verify-email': { params: { hours: 24 }, secrets: { path: '/portal/verify#sample' } },
  'patient-claim-code': { params: { minutes: 10 }, secrets: { code: '118204' } },
  'patient-password-reset': { params: { minutes: 30 }, secrets: { path: '/portal/reset#sample' } },
  'patient-welcome': { params: { path: '/portal' }, secrets: none },
  'visit-booked': { params: visit, secrets: none },
  'visit-requested': { params: visit, secrets: none },
  'visit-moved': { params: { ...visit, fromStartsAt: '2026-11-26T12:00:00.000Z' }, secrets: none },
  'visit-cancelled': { params: visit, secrets: none },
  'visit-approved': { params: visit, secrets: none },
  'visit-refused': { params: visit, secrets: none },
};

export const sampleOf = <K extends MessageTemplate>(template: K): Sample<K> => samples[template];
export const hasSecret = (template: MessageTemplate): boolean =>
  Object.keys(samples[template].secrets).length > 0;
