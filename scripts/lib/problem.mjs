/** A failure the reader can act on: shown as its message alone, without a stack. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * What a command prints for an error: a Problem's own line, or the whole stack of a defect.
 * @param {unknown} error
 */
export const describe = (error) => {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
