/** Addresses hold ids, days and filters; never a name, a number or what somebody searched for. */
export const listPath = '/patients';
export const newPatientPath = '/patients/new';
export const importPath = '/patients/import';

export const patientTabs = ['overview', 'visits'] as const;
export type PatientTab = (typeof patientTabs)[number];

export const patientPath = (patientId: string, tab: PatientTab = 'overview'): string =>
  tab === 'overview' ? `/patients/${patientId}` : `/patients/${patientId}/${tab}`;
export const editPath = (patientId: string): string => `/patients/${patientId}/edit`;
export const mergePath = (patientId: string): string => `/patients/${patientId}/merge`;

/** The booking panel with this person in it. */
export const bookPath = (patientId: string): string => `/agenda?book=new&patientId=${patientId}`;
/** The agenda on the day of a visit, with the visit open. */
export const visitPath = (visitId: string, day: string): string => `/agenda?day=${day}&visit=${visitId}`;

export const phoneHref = (phone: string): string => `tel:+55${phone.replace(/\D/g, '')}`;
