import { AppError } from '../errors.ts';
import { databaseAnswers } from '../mongo.ts';

const patienceMs = 6000;
const pingMs = 1000;

const unavailable = (): AppError =>
  new AppError('unavailable', 'The database cannot answer right now. Nothing was lost; try again.', {
    details: { retryAfterSeconds: 2 },
  });

/**
 * The result of the work, or `unavailable` when the database falls silent under it. A database that is
 * frozen or out of reach breaks no connection, so the driver would wait for its socket's 20 s: here the
 * caller is told within 7 s. Work that is merely long goes on.
 */
export const unlessSilent = <T>(work: Promise<T>): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    let isOver = false;
    const look = async (): Promise<void> => {
      const answers = await databaseAnswers(pingMs);
      if (isOver) return;
      if (answers) timer = setTimeout(() => void look(), patienceMs);
      else reject(unavailable());
    };
    let timer = setTimeout(() => void look(), patienceMs);
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
    };
    work.then(
      (value) => {
        end();
        resolve(value);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
