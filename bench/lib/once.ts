/** Runs the work when it is first asked for; everybody gets the same answer. */
export const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined;
  return () => (answer ??= work());
};
