/** The one place that reads the wall clock; everything else is handed a `Clock`. */
export type Clock = { now: () => Date };

export const systemClock: Clock = { now: () => new Date() };
