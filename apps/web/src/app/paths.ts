/** Where everybody lands. */
export const landingPath = '/agenda';
export const signInPath = '/sign-in';
export const setupPath = '/setup';
/** Opens the booking panel on the agenda, for a person when given. */
export const bookingPath = (patientId?: string): string =>
  patientId === undefined
    ? '/agenda?book=new'
    : `/agenda?book=new&patientId=${encodeURIComponent(patientId)}`;
