/** What tells whether a machine was steady enough for a figure to count. */

export const widestSpread = 0.35;
export const widestSpin = 0.15;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);

/** CPU milliseconds of 1e8 integer steps: when it varies, the machine's speed does. */
export const spin = (): number => {
  const before = process.cpuUsage();
  for (let i = 0; i < 100; i += 1) sink ^= millionSteps(i);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Keeps the steps' result alive, or the compiler would be right to drop them. */
let sink = 0;

const millionSteps = (seed: number): number => {
  let value = seed;
  for (let i = 0; i < 1e6; i += 1) value = (Math.imul(value, 31) + i) | 0;
  return value;
};

/** `±` figures for a line of the table. */
export const figures = (values: readonly number[], unit: string, digits = 0): string =>
  `${median(values).toFixed(digits)} ${unit} [${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}]`;
