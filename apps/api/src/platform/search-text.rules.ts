const marks = /\p{M}/gu;
const separators = /[^\p{L}\p{N}]+/u;

/** Text as people compare it: without case, accents or doubled spaces. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(marks, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The words of a text, folded, each once. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    folded(text)
      .split(separators)
      .filter((word) => word !== ''),
  ),
];

/** Patterns that an index on words can serve: each word of the query begins a stored word, taken literally. */
export const prefixesOf = (query: string): RegExp[] =>
  wordsOf(query).map((word) => new RegExp(`^${word}`, 'u'));
