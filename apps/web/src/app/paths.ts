/** Where everybody lands. */
export const landingPath = '/agenda';
export const signInPath = '/sign-in';
export const setupPath = '/setup';
export const auditPath = '/audit';
export const peoplePath = '/people';
/** Where the link of an invitation leads. */
export const invitationPath = '/convite';
/** Where platform administrators choose a clinic. */
export const platformPath = '/platform';
export const securityPath = '/account/security';
/** Where somebody goes who must do something before anything else works. */
export const factorDutyPath = '/account/second-factor';
export const passwordDutyPath = '/account/new-password';
/** Opens the booking panel on the agenda, for a person when given. */
export const bookingPath = (patientId?: string): string =>
  patientId === undefined
    ? '/agenda?book=new'
    : `/agenda?book=new&patientId=${encodeURIComponent(patientId)}`;
