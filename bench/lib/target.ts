import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { logFolder } from './stage.ts';

export type Usage = { readonly cpuMs: number; readonly rss: number; readonly heapUsed: number };
/** A measured process, asked for its own CPU time over the IPC channel. */
export type Target = {
  readonly port: number;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};
type Launch = {
  readonly name: string;
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
};

const admin = inRoot('bench/lib/admin.mjs');
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the process without waiting for it; `usage` may be asked at once. */
export const launch = ({ name, script, env, args = [] }: Launch) => {
  const log = openSync(path.join(logFolder(), `${name}.log`), 'w');
  const child = spawn(process.execPath, [...args, '--import', admin, script], {
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  running.add(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void exited.then(() => running.delete(child));
  const listening = new Promise<number>((resolve, reject) => {
    child.on('message', (message: { type: string; port?: number }) => {
      if (message.type === 'listening') resolve(message.port ?? 0);
    });
    void exited.then(() => reject(new Error(`${name} ended; its log is in ${logFolder()}`)));
  });
  listening.catch(() => undefined);
  let asked = 0;
  const usage = (): Promise<Usage> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      const hear = (message: Usage & { type: string; id: number }): void => {
        if (message.type !== 'usage' || message.id !== id) return;
        child.off('message', hear);
        resolve(message);
      };
      child.on('message', hear);
      child.send({ type: 'usage', id });
    });
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const cut = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(cut);
  };
  return { child, exited, listening, usage, stop, kill: () => void child.kill('SIGKILL') };
};

/** Starts the process and waits until it listens. */
export const startTarget = async (options: Launch): Promise<Target> => {
  const { listening, usage, stop, kill } = launch(options);
  return { port: await listening, usage, stop, kill };
};
