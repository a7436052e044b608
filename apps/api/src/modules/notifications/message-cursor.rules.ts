/** Where a page ended: the instant and the id of its last message, so that new ones move nothing. */
export type Position = { at: Date; id: string };

export const toCursor = ({ at, id }: Position): string =>
  Buffer.from(`${at.getTime()}.${id}`).toString('base64url');

/** The position in a cursor, or undefined for anything that we did not make. */
export const fromCursor = (cursor: string): Position | undefined => {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{24})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return at === undefined || id === undefined ? undefined : { at: new Date(Number(at)), id };
};
