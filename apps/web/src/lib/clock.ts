/** The one place that asks the machine for the time. */
export const now = (): number => Date.now();
export const nowIso = (): string => new Date(now()).toISOString();
