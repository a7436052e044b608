import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Logger } from './logger.ts';
import { connection } from './mongo.ts';

/** A recurring piece of work. It may run again after a crash and beside itself: it must be idempotent. */
export type Job = {
  readonly name: string;
  /** agenda's wording: `2 seconds`, `1 minute`, or cron. */
  readonly every: string;
  readonly run: () => Promise<unknown>;
};

/** Runs jobs on MongoDB: one process at a time per job, taken over when its lock is not renewed. */
export const createJobRunner = (jobs: readonly Job[], logger: Logger) => {
  let agenda: Agenda | undefined;
  return {
    start: async (): Promise<void> => {
      const db = connection().db;
      if (db === undefined) throw new Error('Connect before starting jobs');
      const runner = new Agenda({
        backend: new MongoBackend({ mongo: db as never, collection: 'jobs' }),
        processEvery: '1 second',
        defaultLockLifetime: 60_000,
      });
      for (const job of jobs) {
        runner.define(job.name, async () => {
          await job
            .run()
            .catch((error: unknown) => logger.error({ job: job.name, err: error }, 'job failed'));
        });
      }
      await runner.start();
      for (const job of jobs) await runner.every(job.every, job.name);
      agenda = runner;
    },
    /** Waits for what is running and gives the locks back. */
    stop: async (): Promise<void> => {
      await agenda?.drain();
    },
  };
};
