export const rhythms = ['weekly', 'biweekly', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];

const rules: Record<Rhythm, string> = {
  weekly: 'FREQ=WEEKLY',
  biweekly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
};

export const mostVisits = 52;

/** The recurrence as RFC 5545 writes it; the first visit counts. */
export const rruleOf = (rhythm: Rhythm, count: number): string => `${rules[rhythm]};COUNT=${count}`;
