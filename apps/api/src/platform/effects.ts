import { AsyncLocalStorage } from 'node:async_hooks';

type Account = { mayHaveWritten: boolean };

const storage = new AsyncLocalStorage<Account>();

/** A write that nothing can take back has been sent, or a commit: from here on the outcome may be unknown. */
export const noteWrite = (): void => {
  const account = storage.getStore();
  if (account !== undefined) account.mayHaveWritten = true;
};

/** Runs work and keeps account of it: work that failed before any write was sent has left no trace. */
export const keepingAccount = <T>(work: (mayHaveWritten: () => boolean) => Promise<T>): Promise<T> => {
  const account: Account = { mayHaveWritten: false };
  return storage.run(account, () => work(() => account.mayHaveWritten));
};
