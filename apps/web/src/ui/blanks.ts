/** A browser's empty field is `''`; a contract's is an absent key. */
const isBlank = (value: unknown): boolean => value === '' || value === undefined;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The same value without blank keys at any depth: what a draft (POST) sends. */
export const withoutBlanks = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => !isBlank(inner))
      .map(([key, inner]) => [key, withoutBlanks(inner)]),
  );
};

/** The same value with blank keys as `null`: what a change (PATCH) sends to clear a field. */
export const blanksAsNull = (value: unknown): unknown => {
  if (!isPlain(value)) return value === '' ? null : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isBlank(inner) ? null : blanksAsNull(inner)]),
  );
};
