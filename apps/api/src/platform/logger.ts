import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on stdout. Callers pass ids and codes only; redaction is the net, not the plan. */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.password', '*.token', '*.cookie', '*.authorization', 'headers'],
    },
    destination ?? pino.destination({ sync: false }),
  );
