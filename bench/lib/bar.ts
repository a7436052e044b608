/** `inconclusive` is neither: the machine was too noisy to say, and both raw figures are printed. */
export type Verdict = 'pass' | 'fail' | 'inconclusive';

export type Outcome = {
  readonly id: string;
  /** What was measured, in the unit of the bar. */
  readonly ratio: number;
  readonly bar: number;
  readonly verdict: Verdict;
  /** Both raw figures and what a reader needs to judge them. */
  readonly raw: string;
};

/** One bar; a suite file exports one, and `run.ts` lists them. */
export type Suite = { readonly id: string; readonly title: string; readonly run: () => Promise<Outcome> };

/** A bar that the figure must not exceed, or must reach. */
export type Bar = { readonly atMost: number } | { readonly atLeast: number };

export const barValue = (bar: Bar): number => ('atMost' in bar ? bar.atMost : bar.atLeast);
export const meets = (value: number, bar: Bar): boolean =>
  'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast;
