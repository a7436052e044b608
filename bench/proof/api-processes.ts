import path from 'node:path';
import { freePort } from '../../scripts/lib/ports.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { startServer } from '../../scripts/lib/processes.mjs';
import { waitFor } from '../../scripts/lib/wait.mjs';

const startLimitMs = 60_000;

export type ApiProcess = {
  readonly url: string;
  /** SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** On the same port; resolves when it takes requests. */
  readonly restart: () => Promise<void>;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
};

type Options = { script: string; env: NodeJS.ProcessEnv; logFolder: string; name: string };

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** One real API process; a guard ends it when this process is gone, however it went. */
export const startApiProcess = async ({ script, env, logFolder, name }: Options): Promise<ApiProcess> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let starts = 0;

  const launch = async () => {
    starts += 1;
    const server = startServer({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', script],
      env: { ...env, PORT: String(port) },
      logFile: path.join(logFolder, `${name}-${starts}.log`),
      cwd: inRoot(),
    });
    const state = await waitFor(async () => (server.isRunning() ? isReady(url) : 'dead'), {
      limitMs: startLimitMs,
      everyMs: 100,
      otherwise: `${name} does not answer after ${startLimitMs / 1000} s\n${server.lastLines()}`,
    });
    if (state === 'dead') throw new Error(`${name} ended while starting\n${server.lastLines()}`);
    return server;
  };

  let server = await launch();
  return {
    url,
    kill: async () => {
      server.signal('SIGKILL');
      await server.exited;
    },
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    restart: async () => {
      server = await launch();
    },
    isRunning: () => server.isRunning(),
    stop: async () => {
      await server.stop(8000);
    },
  };
};
