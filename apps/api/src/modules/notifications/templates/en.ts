import type { Catalogue } from './templates.types.ts';
import { visitLine, wordingOf } from './wording.ts';

const { role, when, briefly, count } = wordingOf('en');
const minutes = (amount: number): string => count(amount, 'minute', 'minutes');
const hours = (amount: number): string => count(amount, 'hour', 'hours');
const days = (amount: number): string => count(amount, 'day', 'days');

const ignore = 'If you did not ask for this, ignore this message: nothing changes.';
const notYou = 'If this was not you, change your password now and tell the clinic.';
const mfaChanges = {
  enabled: 'Two-step verification was turned on',
  disabled: 'Two-step verification was turned off',
  'codes-renewed': 'New recovery codes were made; the old ones no longer work',
} as const;

export const en: Catalogue = {
  'staff-invitation': (p) => ({
    subject: `Invitation to work at ${p.clinic}`,
    body: [
      `${p.inviterName} invited you to the team of ${p.clinic} on TopSmile.`,
      `Your role: ${role(p.role)}.`,
    ],
    action: 'Accept the invitation',
    after: [`The invitation is good for ${days(p.days)} and works once.`],
  }),
  'password-reset': (p) => ({
    subject: 'Set a new password',
    body: ['We received a request to change the password of your TopSmile account.'],
    action: 'Set a new password',
    after: [`The link is good for ${minutes(p.minutes)} and works once.`, ignore],
  }),
  'password-changed': (p) => ({
    subject: 'Your password was changed',
    body: [
      `The password of your account was changed: ${when(p.at, p.zone)}. Your other sessions were ended.`,
      notYou,
    ],
    action: 'See account security',
  }),
  'email-change-confirm': (p) => ({
    subject: 'Confirm your new e-mail',
    body: ['This address was given as the new e-mail of your TopSmile account.'],
    action: 'Confirm the e-mail',
    after: [`The link is good for ${hours(p.hours)}. Until then the account keeps the old e-mail.`, ignore],
  }),
  'email-changed': (p) => ({
    subject: 'The e-mail of your account changed',
    body: [
      `The e-mail of your account was changed: ${when(p.at, p.zone)}. This address no longer signs in.`,
      'If this was not you, contact the clinic now.',
    ],
    action: 'See account security',
  }),
  'sign-in-code': (p) => ({
    subject: 'Your sign-in code',
    body: ['Use this code to sign in to TopSmile:'],
    after: [
      `It is good for ${minutes(p.minutes)} and works once.`,
      'Nobody at the clinic asks for this code. If this was not you, change your password.',
    ],
    sms: `${p.clinic}: your code is ${p.code}. Good for ${minutes(p.minutes)}. Do not share it.`,
  }),
  'new-device-sign-in': (p) => ({
    subject: 'Sign-in on a new device',
    body: [`Your account was opened on a new device: ${p.device}, ${when(p.at, p.zone)}.`, notYou],
    action: 'See sessions',
  }),
  'session-reuse-detected': (p) => ({
    subject: 'We ended a session to keep you safe',
    body: [
      `One of your sessions was used in two places at once: ${when(p.at, p.zone)}. To be safe, we ended it.`,
      'Sign in again. If this repeats, change your password and tell the clinic.',
    ],
    action: 'See sessions',
  }),
  'mfa-changed': (p) => ({
    subject: 'Two-step verification changed',
    body: [`${mfaChanges[p.change]}: ${when(p.at, p.zone)}.`, notYou],
    action: 'See account security',
  }),
  'recovery-codes-used': (p) => ({
    subject: 'A recovery code was used',
    body: [
      `A recovery code opened your account: ${when(p.at, p.zone)}.`,
      `You have ${count(p.left, 'code', 'codes')} left.`,
      notYou,
    ],
    action: 'Make new codes',
  }),
  'account-locked-notice': (p) => ({
    subject: 'Many attempts to sign in to your account',
    body: [
      `Somebody got your password wrong several times: ${when(p.at, p.zone)}. New attempts from there wait ${minutes(p.minutes)}.`,
      'If it was you, wait and try again, or set a new password.',
    ],
    action: 'Set a new password',
  }),
  'role-changed': (p) => ({
    subject: `Your role at ${p.clinic} changed`,
    body: [`Your role is now: ${role(p.role)}. What you see and may do changes with it.`],
    action: 'Open TopSmile',
  }),
  'access-removed': (p) => ({
    subject: `Your access to ${p.clinic} ended`,
    body: [
      `Your account no longer opens ${p.clinic}. Your sessions were ended.`,
      'If this should not have happened, talk to the clinic’s management.',
    ],
  }),
  'patient-verify-email': (p) => ({
    subject: 'Confirm your e-mail',
    body: [
      `One step is left before you can use the portal of ${p.clinic}: confirm that this e-mail is yours.`,
    ],
    action: 'Confirm the e-mail',
    after: [`The link is good for ${hours(p.hours)}.`, ignore],
  }),
  'patient-claim-code': (p) => ({
    subject: 'Your portal code',
    body: [`Use this code to open your record at ${p.clinic}:`],
    after: [`It is good for ${minutes(p.minutes)}. Do not share it.`, ignore],
    sms: `${p.clinic}: your portal code is ${p.code}. Good for ${minutes(p.minutes)}. Do not share it.`,
  }),
  'patient-password-reset': (p) => ({
    subject: 'Set a new password',
    body: [`We received a request to change your password at the portal of ${p.clinic}.`],
    action: 'Set a new password',
    after: [`The link is good for ${minutes(p.minutes)} and works once.`, ignore],
  }),
  'patient-welcome': (p) => ({
    subject: `Welcome to the portal of ${p.clinic}`,
    body: ['Your access is ready. In the portal you see, book and change your visits.'],
    action: 'Open the portal',
  }),
  'visit-booked': (p) => ({
    subject: `Visit booked: ${when(p.startsAt, p.zone)}`,
    body: [
      `Your visit is booked for ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['If you need to change it, contact the clinic.'],
    sms: `${p.clinic}: visit booked for ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-requested': (p) => ({
    subject: 'We received your request for a visit',
    body: [
      `You asked for ${when(p.startsAt, p.zone)}. The time is kept for you until the clinic confirms.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: your request for ${briefly(p.startsAt, p.zone)} is here. We write when it is confirmed.`,
  }),
  'visit-moved': (p) => ({
    subject: `Your visit moved to ${when(p.startsAt, p.zone)}`,
    body: [
      `Your visit of ${when(p.fromStartsAt, p.zone)} is now ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['If the new time does not suit you, contact the clinic.'],
    sms: `${p.clinic}: your visit moved from ${briefly(p.fromStartsAt, p.zone)} to ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-cancelled': (p) => ({
    subject: 'Visit cancelled',
    body: [
      `The visit of ${when(p.startsAt, p.zone)} was cancelled.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['To book another time, contact the clinic.'],
    sms: `${p.clinic}: the visit of ${briefly(p.startsAt, p.zone)} was cancelled.`,
  }),
  'visit-approved': (p) => ({
    subject: `Visit approved: ${when(p.startsAt, p.zone)}`,
    body: [
      `The clinic approved your visit of ${when(p.startsAt, p.zone)}. See you then!`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: your visit of ${briefly(p.startsAt, p.zone)} was approved.`,
  }),
  'visit-refused': (p) => ({
    subject: 'Your request for a visit could not be met',
    body: [
      `The clinic cannot see you at ${when(p.startsAt, p.zone)}. The time was given free.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Contact the clinic to find another time.'],
    sms: `${p.clinic}: we cannot see you at ${briefly(p.startsAt, p.zone)}. Please contact the clinic.`,
  }),
};
