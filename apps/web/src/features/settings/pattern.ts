/** A visit as squares: `X` the provider is needed, `/` only the chair and an assistant. */
export const squareSizes = [5, 10, 15] as const;
export type SquareSize = (typeof squareSizes)[number];

/** The wanted size when it divides the visit evenly, else the largest that does. */
export const fittingSize = (durationMinutes: number, wanted: SquareSize): SquareSize => {
  if (durationMinutes % wanted === 0) return wanted;
  return squareSizes.findLast((size) => durationMinutes % size === 0) ?? 5;
};

/** The pattern with as many squares as the visit has; new ones need the provider. */
export const resized = (pattern: string, durationMinutes: number, size: SquareSize): string => {
  const count = Math.min(96, Math.max(1, Math.floor(durationMinutes / size)));
  return pattern.slice(0, count).padEnd(count, 'X');
};

/** The same times in squares of another size. A square is `X` as soon as the provider is needed in part of it. */
export const resampled = (pattern: string, from: SquareSize, to: SquareSize): string => {
  const minutes = pattern.length * from;
  return Array.from({ length: Math.floor(minutes / to) }, (_, at) => {
    const first = Math.floor((at * to) / from);
    const last = Math.ceil(((at + 1) * to) / from);
    return pattern.slice(first, last).includes('X') ? 'X' : '/';
  }).join('');
};

export const withSquare = (pattern: string, at: number, sign: 'X' | '/'): string =>
  pattern.slice(0, at) + sign + pattern.slice(at + 1);

/** The stretches in which the provider is free, in minutes from the start. */
export const freeStretches = (pattern: string, size: SquareSize): { from: number; to: number }[] =>
  [...pattern.matchAll(/\/+/g)].map(({ index, 0: run }) => ({
    from: index * size,
    to: (index + run.length) * size,
  }));
