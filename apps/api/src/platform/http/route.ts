import type { BodyOf, Endpoint, Page, ParamsOf, Permission, QueryOf } from '@topsmile/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.ts';

/** Facts about the HTTP call that a use case may need; headers and cookies stay in the platform. */
export type CallInfo = {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly idempotencyKey: string | undefined;
  readonly sessionToken: string | undefined;
  readonly refreshToken: string | undefined;
};

export type Upload = { readonly fileName: string; readonly contentType: string; readonly bytes: Buffer };

export type Call<E extends Endpoint> = {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly info: CallInfo;
  readonly file: Upload | undefined;
};

/** Cookies to set or clear with an answer: the only way a token leaves the API. */
export type CookieChange = { name: 'access' | 'refresh' | 'session'; value: string; maxAgeSeconds: number };

/** An answer with more than data: a replay of an earlier creation, cookies, or a file. */
export class Reply<T> {
  readonly data: T;
  readonly isReplay: boolean;
  readonly cookies: readonly CookieChange[];
  constructor(
    data: T,
    { isReplay = false, cookies = [] }: { isReplay?: boolean; cookies?: readonly CookieChange[] } = {},
  ) {
    this.data = data;
    this.isReplay = isReplay;
    this.cookies = cookies;
  }
}
export class FileReply {
  readonly bytes: Buffer;
  readonly contentType: string;
  constructor(bytes: Buffer, contentType: string) {
    this.bytes = bytes;
    this.contentType = contentType;
  }
}

// What a service gives: an input of the response schema, so that the parse is the last word on what leaves.
type DataOf<E extends Endpoint> = E['isPaged'] extends true ? Page<unknown> : z.input<E['response']>;
export type Answer<E extends Endpoint> =
  | DataOf<E>
  | Page<z.input<E['response']> extends (infer Item)[] ? Item : never>
  | Reply<z.input<E['response']>>
  | FileReply;

/** Who may call: anybody, anybody signed in, or holders of a permission. There is no default. */
export type Access = 'public' | 'signed-in' | Permission;

type Options = {
  access: Access;
  /** Store commands one call may cost; 3 for reads and 6 for writes unless declared. Tests count them. */
  commands?: number;
  /** One multipart file instead of a JSON body. */
  upload?: { maxBytes: number };
  /** `own`: the use case keeps the key on the record it creates. */
  idempotency?: 'own';
};

export type Route = {
  readonly contract: Endpoint;
  readonly access: Access;
  readonly commands: number;
  readonly upload: { maxBytes: number } | undefined;
  readonly idempotency: 'own' | 'stored' | 'none';
  readonly handle: (actor: Actor | undefined, call: Call<Endpoint>) => Promise<unknown>;
};

const isRead = (contract: Endpoint): boolean => contract.method === 'get';

const routeOf = (contract: Endpoint, options: Options, handle: Route['handle']): Route => ({
  contract,
  access: options.access,
  commands: options.commands ?? (isRead(contract) ? 3 : 6),
  upload: options.upload,
  idempotency:
    options.idempotency ?? (contract.status === 201 && options.access !== 'public' ? 'stored' : 'none'),
  handle,
});

/** A route for staff: what, who, which use case. Parsing, scope, status and errors belong to the platform. */
export const route = <E extends Endpoint>(
  contract: E,
  access: Exclude<Access, 'public'> | (Options & { access: Exclude<Access, 'public'> }),
  handle: (actor: Actor, call: Call<E>) => Promise<Answer<E>>,
): Route =>
  routeOf(contract, typeof access === 'string' ? { access } : access, async (actor, call) => {
    if (actor === undefined) throw new Error('The pipeline let an anonymous call through');
    return handle(actor, call as unknown as Call<E>);
  });

/** A route that anybody may call, signed in or not. */
export const publicRoute = <E extends Endpoint>(
  contract: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
  options: { commands?: number } = {},
): Route =>
  routeOf(contract, { access: 'public', ...options }, (_actor, call) => handle(call as unknown as Call<E>));
