import type { AppointmentType } from '@topsmile/contracts';

type Pattern = Pick<AppointmentType, 'pattern' | 'patternSquareMinutes'>;

const mostSquares = 8;

/** Whether the provider is needed at a minute; beyond the pattern's end its last sign goes on. */
const isNeededAt = ({ pattern, patternSquareMinutes }: Pattern, minute: number): boolean => {
  if (pattern === undefined) return true;
  const at = Math.min(Math.floor(minute / patternSquareMinutes), pattern.length - 1);
  return pattern[at] === 'X';
};

/** At most eight squares that show where in a visit of this length the provider is needed. */
export const squaresOf = (type: Pattern, durationMinutes: number): boolean[] => {
  const inPattern = type.pattern === undefined ? 4 : Math.ceil(durationMinutes / type.patternSquareMinutes);
  const count = Math.max(1, Math.min(mostSquares, inPattern));
  const width = durationMinutes / count;
  return Array.from({ length: count }, (_, at) => isNeededAt(type, at * width + width / 2));
};

const step = 15;
const longest = 240;

/** Lengths to choose from: quarter hours up to four hours, with the type's own and the chosen one among them. */
export const durationsFor = (...own: readonly number[]): number[] => {
  const steps = Array.from({ length: longest / step }, (_, at) => (at + 1) * step);
  return [...new Set([...own, ...steps])].sort((one, other) => one - other);
};
