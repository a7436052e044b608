const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`--${name} takes a number`);
  return value;
};

const text = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** What one run measures with: the harness's own figures unless the command says otherwise. */
export const settings = {
  reps: option('reps', 5),
  warmCpuMs: option('warm-cpu', 4) * 1000,
  seconds: option('secs', 4),
  connections: option('conn', 50),
  /** Repeats of the booking races. */
  repeats: option('repeats', 20),
  /** Seconds of the long booking runs. */
  long: option('long', 60),
  /** Bookings of B8. */
  bookings: option('bookings', 10_000),
  /** Only these lanes of a contest, for a closer look; bars that need another are inconclusive. */
  lanes: text('lanes')?.split(','),
  /** Only the bars whose ids begin with one of these. */
  only: text('only')?.split(','),
  isResumed: process.argv.includes('--resume'),
} as const;
