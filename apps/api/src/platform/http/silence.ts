import { AppError } from '../errors.ts';
import { databaseAnswers } from '../mongo.ts';

const patienceMs = 6000;
const pingMs = 1000;

const unavailable = (): AppError =>
  new AppError('unavailable', 'The database cannot answer right now. Nothing was lost; try again.', {
    details: { retryAfterSeconds: 2 },
  });

/**
 * Watches over one request. A database that is frozen or out of reach breaks no connection, so the driver
 * would wait for its socket's 20 s: here the caller is told within 7 s. Work that is merely long goes on.
 */
export const createSilenceWatch = () => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    const look = async (): Promise<void> => {
      if (!(await databaseAnswers(pingMs))) reject(unavailable());
      else if (timer !== undefined) wait();
    };
    const wait = (): void => {
      timer = setTimeout(() => void look(), patienceMs);
    };
    wait();
  });
  // Between two pieces of work nobody listens.
  silence.catch(() => undefined);
  return {
    /** The result of the work, or `unavailable` when the database falls silent under it. */
    over: <T>(work: Promise<T>): Promise<T> => Promise.race([work, silence]),
    end: (): void => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
export type SilenceWatch = ReturnType<typeof createSilenceWatch>;
