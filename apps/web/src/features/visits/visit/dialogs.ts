/** The decisions that open over the visit panel. */
export type VisitDialog = 'cancel' | 'no-show' | 'refuse' | 'restore' | 'reopen' | 'swap' | 'delete';

/** Usual reasons, by decision; the words are the catalogue's. */
export const reasonsOf = {
  cancel: ['patientAsked', 'illness', 'noTime', 'money', 'provider', 'mistake'],
  refuse: ['noSpace', 'otherProvider', 'mistake'],
  restore: ['mistake', 'patientCame', 'patientAsked'],
  reopen: ['mistake', 'notFinished'],
} as const;
export type ReasonDecision = keyof typeof reasonsOf;
