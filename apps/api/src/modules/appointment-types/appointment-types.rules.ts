import type { Issue } from '@topsmile/contracts';

type Shape = {
  durationMinutes: number;
  pattern?: string | null | undefined;
  patternSquareMinutes: number;
};

/** A pattern fills the visit exactly: its squares add up to the duration. */
export const patternIssues = ({ durationMinutes, pattern, patternSquareMinutes }: Shape): Issue[] => {
  if (pattern === undefined || pattern === null) return [];
  return pattern.length * patternSquareMinutes === durationMinutes
    ? []
    : [{ path: 'pattern', message: 'patternLength' }];
};

const maxNameLength = 100;
const maxCopies = 50;

/** Names for a copy in order of preference: `Avaliação (Cópia)`, `Avaliação (Cópia 2)` …, cut to fit. */
export const copyNames = (name: string): string[] =>
  Array.from({ length: maxCopies }, (_, at) => {
    const suffix = at === 0 ? ' (Cópia)' : ` (Cópia ${at + 1})`;
    return (
      Array.from(name)
        .slice(0, maxNameLength - suffix.length)
        .join('')
        .trimEnd() + suffix
    );
  });
