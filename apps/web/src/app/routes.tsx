import type { Permission } from '@topsmile/contracts';
import type { ComponentType } from 'react';
import {
  auditPath,
  factorDutyPath,
  invitationPath,
  landingPath,
  passwordDutyPath,
  peoplePath,
  platformPath,
  securityPath,
  setupPath,
  signInPath,
} from './paths.ts';

export type AppRoute = {
  path: string;
  /** `public`: anybody. `bare`: signed in, nothing around. `staff`: signed in, inside rail and header. */
  layout: 'public' | 'bare' | 'staff';
  /** Who lacks it is told so; the API refuses them anyway. */
  permission?: Permission;
  /** The page's code, fetched when it is first needed. */
  load: () => Promise<ComponentType>;
};

/** One line per page. Menus and search offer only what stands here, so a link is never dead. */
export const routes: readonly AppRoute[] = [
  {
    path: signInPath,
    layout: 'public',
    load: async () => (await import('../features/auth/SignInPage.tsx')).SignInPage,
  },
  {
    path: '/register',
    layout: 'public',
    load: async () => (await import('../features/auth/RegisterPage.tsx')).RegisterPage,
  },
  {
    path: landingPath,
    layout: 'staff',
    permission: 'appointments:read',
    load: async () => (await import('./pages/AgendaRoute.tsx')).AgendaRoute,
  },
  {
    path: '/patients',
    layout: 'staff',
    permission: 'patients:read',
    load: async () => (await import('../features/patients/PatientListPage.tsx')).PatientListPage,
  },
  {
    path: '/patients/new',
    layout: 'staff',
    permission: 'patients:write',
    load: async () => (await import('../features/patients/NewPatientPage.tsx')).NewPatientPage,
  },
  {
    path: '/patients/import',
    layout: 'staff',
    permission: 'patients:bulk',
    load: async () => (await import('../features/patients/ImportPage.tsx')).ImportPage,
  },
  {
    path: '/patients/:patientId/edit',
    layout: 'staff',
    permission: 'patients:write',
    load: async () => (await import('../features/patients/EditPatientPage.tsx')).EditPatientPage,
  },
  {
    path: '/patients/:patientId/merge',
    layout: 'staff',
    permission: 'patients:bulk',
    load: async () => (await import('../features/patients/MergePage.tsx')).MergePage,
  },
  {
    path: '/queue',
    layout: 'staff',
    permission: 'appointments:write',
    load: async () => (await import('../features/visits/queue/NeedsMovingPage.tsx')).NeedsMovingPage,
  },
  {
    path: '/patients/:patientId/:tab?',
    layout: 'staff',
    permission: 'patients:read',
    load: async () => (await import('../features/patients/PatientPage.tsx')).PatientPage,
  },
  {
    path: setupPath,
    layout: 'bare',
    permission: 'settings:write',
    load: async () => (await import('../features/setup/SetupPage.tsx')).SetupPage,
  },
  {
    path: '/settings/*',
    layout: 'staff',
    permission: 'scheduling:configure',
    load: async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage,
  },
  {
    path: invitationPath,
    layout: 'public',
    load: async () => (await import('../features/auth/AcceptInvitationPage.tsx')).AcceptInvitationPage,
  },
  {
    path: auditPath,
    layout: 'staff',
    permission: 'audit:read',
    load: async () => (await import('../features/audit/AuditPage.tsx')).AuditPage,
  },
  {
    path: peoplePath,
    layout: 'staff',
    permission: 'users:read',
    load: async () => (await import('../features/people/PeoplePage.tsx')).PeoplePage,
  },
  {
    path: platformPath,
    layout: 'bare',
    permission: 'platform:enter',
    load: async () => (await import('../features/platform/PlatformPage.tsx')).PlatformPage,
  },
  {
    path: '/forgot-password',
    layout: 'public',
    load: async () => (await import('../features/auth/ForgotPasswordPage.tsx')).ForgotPasswordPage,
  },
  {
    path: '/reset-password',
    layout: 'public',
    load: async () => (await import('../features/auth/ResetPasswordPage.tsx')).ResetPasswordPage,
  },
  {
    path: '/confirm-email',
    layout: 'public',
    load: async () => (await import('../features/auth/ConfirmEmailPage.tsx')).ConfirmEmailPage,
  },
  {
    path: securityPath,
    layout: 'staff',
    load: async () => (await import('../features/account/SecurityPage.tsx')).SecurityPage,
  },
  {
    path: factorDutyPath,
    layout: 'bare',
    load: async () => (await import('../features/account/FactorDutyPage.tsx')).FactorDutyPage,
  },
  {
    path: passwordDutyPath,
    layout: 'bare',
    load: async () => (await import('../features/account/PasswordDutyPage.tsx')).PasswordDutyPage,
  },
  {
    path: '/messages/:messageId?',
    layout: 'staff',
    permission: 'messages:read',
    load: async () => (await import('../features/messages/MessagesPage.tsx')).MessagesPage,
  },
];

const firstSegment = (path: string): string => `/${path.split(/[/?]/)[1] ?? ''}`;

/** Whether a page of this section exists. */
export const hasRoute = (all: readonly AppRoute[], path: string): boolean =>
  all.some((route) => firstSegment(route.path) === firstSegment(path));

/** Starts fetching a page's code, for the moment between pointing and clicking. */
export const preload = (all: readonly AppRoute[], path: string): void => {
  const route = all.find((candidate) => firstSegment(candidate.path) === firstSegment(path));
  route?.load().catch(() => undefined);
};
