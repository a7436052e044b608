/** Where a page ended: the sort value and the id of its last row, so that inserts move nothing. */
export type Position = { value: string | null; id: string };

export const toCursor = ({ value, id }: Position): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

const isPosition = (value: unknown): value is [string | null, string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  (value[0] === null || typeof value[0] === 'string') &&
  typeof value[1] === 'string' &&
  /^[0-9a-f]{24}$/.test(value[1]);

/** The position in a cursor, or undefined for anything that we did not make. */
export const fromCursor = (cursor: string): Position | undefined => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return isPosition(parsed) ? { value: parsed[0], id: parsed[1] } : undefined;
  } catch {
    return undefined;
  }
};
