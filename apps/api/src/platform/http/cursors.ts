import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Page } from '@topsmile/contracts';
import { invalid } from '../errors.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Cursors leave sealed, bound to the clinic, the list and its filter: they show nothing of the row they point
 * at, and one that was edited, or belongs to another list or clinic, is refused.
 */
export const createCursors = (secret: string) => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'page cursors', 32));
  return {
    seal: (position: string, context: string): string => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(position, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (cursor: string, context: string): string => {
      const bytes = Buffer.from(cursor, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const position = decipher.update(bytes.subarray(nonceBytes + tagBytes));
        return Buffer.concat([position, decipher.final()]).toString('utf8');
      } catch {
        // Whatever is wrong with it: it is not one of ours.
        throw invalid([{ path: 'cursor', message: 'cursor' }]);
      }
    },
  };
};
export type Cursors = ReturnType<typeof createCursors>;

const paging = new Set(['cursor', 'limit', 'page']);

type PageCall = { readonly params: unknown; readonly query: unknown };
type PageOwner = { readonly path: string; readonly clinicId: string | undefined };

/** What a cursor is good for: this list, with this filter, in this clinic, below this path. */
const contextOf = ({ path, clinicId }: PageOwner, { params, query }: PageCall): string =>
  JSON.stringify([
    clinicId,
    path,
    params,
    Object.entries({ ...(query as object) })
      .filter(([name]) => !paging.has(name))
      .toSorted(([one], [other]) => one.localeCompare(other)),
  ]);

const isPage = (given: unknown): given is Page<unknown> =>
  typeof given === 'object' && given !== null && 'page' in given;

/** Opens the cursor that a call brings and seals the one that its answer takes along. */
export const pageOf = (cursors: Cursors, owner: PageOwner, call: PageCall) => {
  const context = contextOf(owner, call);
  return {
    query: (): unknown => {
      const query = { ...(call.query as Record<string, unknown>) };
      const { cursor } = query;
      return typeof cursor === 'string' ? { ...query, cursor: cursors.open(cursor, context) } : query;
    },
    answer: (given: unknown): unknown => {
      if (!isPage(given) || given.page.nextCursor === undefined) return given;
      const nextCursor = cursors.seal(given.page.nextCursor, context);
      return { ...given, page: { ...given.page, nextCursor } };
    },
  };
};
