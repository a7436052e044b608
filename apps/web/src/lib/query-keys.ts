/** First words of every query key, so that a write can invalidate a subject without knowing its readers. */
export const queryKeys = {
  session: ['session'],
  security: ['security'],
  ownSessions: ['own-sessions'],
  config: ['config'],
  agenda: ['agenda'],
  visits: ['visits'],
  availability: ['availability'],
  patients: ['patients'],
  providers: ['providers'],
  appointmentTypes: ['appointment-types'],
  clinic: ['clinic'],
  locations: ['locations'],
  operatories: ['operatories'],
  equipment: ['equipment'],
  closures: ['closures'],
  needsMoving: ['needs-moving'],
} as const;
