import type { BodyOf, Endpoint, Page, ParamsOf, Permission, QueryOf } from '@topsmile/contracts';
import type { z } from 'zod';
import type { Actor, AnyActor } from '../actor.ts';
import { given } from '../given.ts';
import type { CookieChange, CookieName } from './cookies.ts';

/** Facts about the HTTP call that a use case may need; headers and cookies stay in the platform. */
export type CallInfo = {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly idempotencyKey: string | undefined;
  /** A cookie of ours as the browser sent it: nothing in it is trusted yet. */
  readonly cookie: (name: CookieName) => string | undefined;
};

export type Upload = { readonly fileName: string; readonly contentType: string; readonly bytes: Buffer };

export type Call<E extends Endpoint> = {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly info: CallInfo;
  readonly file: Upload | undefined;
};

/** An answer with more than data: a replay of an earlier creation, cookies, or a file. */
export class Reply<T> {
  readonly data: T;
  readonly isReplay: boolean;
  readonly cookies: readonly CookieChange[];
  /** The browser forgets everything it keeps of this site. */
  readonly clearsSite: boolean;
  constructor(
    data: T,
    {
      isReplay = false,
      cookies = [],
      clearsSite = false,
    }: { isReplay?: boolean; cookies?: readonly CookieChange[]; clearsSite?: boolean } = {},
  ) {
    this.data = data;
    this.isReplay = isReplay;
    this.cookies = cookies;
    this.clearsSite = clearsSite;
  }
}
export class FileReply {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** A file to keep under this name; without one it is shown in its place. */
  readonly fileName: string | undefined;
  constructor(bytes: Buffer, contentType: string, fileName?: string) {
    this.bytes = bytes;
    this.contentType = contentType;
    this.fileName = fileName;
  }
}

// What a service gives: an input of the response schema, so that the parse is the last word on what leaves.
type DataOf<E extends Endpoint> = E['isPaged'] extends true ? Page<unknown> : z.input<E['response']>;
export type Answer<E extends Endpoint> =
  | DataOf<E>
  | Page<z.input<E['response']> extends (infer Item)[] ? Item : never>
  | Reply<z.input<E['response']>>
  | FileReply;

/** Which sign-in system a route belongs to; an open one asks nobody. */
export type RealmName = 'open' | 'staff' | 'patient';

/** Who may call: anybody, anybody signed in to the realm, or holders of a permission. There is no default. */
export type Access = 'public' | 'signed-in' | Permission;

/** Whose records a call may reach: nobody's, the caller's own, those of the caller's clinic, every clinic's. */
export type Scope = 'none' | 'self' | 'clinic' | 'platform';

/**
 * What the audit keeps of a call: nothing, that a record was read (queued), that something changed (written with the
 * change), or `strict`: written before the answer leaves (exports, step-up, emergency access).
 */
export type AuditClass = 'none' | 'read' | 'change' | 'strict';

type Options = {
  access: Access;
  scope?: Scope;
  /** Points that one call takes from the caller's budgets of a minute; 1 unless declared. */
  weight?: number;
  audit?: AuditClass;
  /** Asks for a proof of identity that is at most ten minutes old: else 403 `reauth-required`. */
  stepUp?: boolean;
  /** Open to somebody who still has to enrol a second factor or choose a new password. */
  duringDuty?: boolean;
  /** Store commands one call may cost; 3 for reads and 6 for writes unless declared. Tests count them. */
  commands?: number;
  /** One multipart file instead of a JSON body. */
  upload?: { maxBytes: number };
  /** `own`: the use case keeps the key on the record it creates. */
  idempotency?: 'own';
};

export type Route = {
  readonly contract: Endpoint;
  readonly realm: RealmName;
  readonly access: Access;
  readonly scope: Scope;
  readonly weight: number;
  readonly audit: AuditClass;
  readonly stepUp: boolean;
  readonly duringDuty: boolean;
  readonly commands: number;
  readonly upload: { maxBytes: number } | undefined;
  readonly idempotency: 'own' | 'stored' | 'none';
  readonly handle: (actor: AnyActor | undefined, call: Call<Endpoint>) => Promise<unknown>;
};

const isRead = (contract: Endpoint): boolean => contract.method === 'get';

// Reading one of these shows something about a person's health, identity or money.
const personal = /^(patients|appointments|clinical|prescriptions|billing|audit|users):/;

const auditOf = (contract: Endpoint, { access, stepUp }: Options): AuditClass => {
  if (stepUp === true) return 'strict';
  if (!isRead(contract)) return 'change';
  return personal.test(access) ? 'read' : 'none';
};

const scopes: Partial<Record<Access, Scope>> = { public: 'none', 'signed-in': 'self' };

const idempotencyOf = (contract: Endpoint, { access }: Options): Route['idempotency'] =>
  contract.status === 201 && access !== 'public' ? 'stored' : 'none';

const defaultsOf = (contract: Endpoint, options: Options): Omit<Route, 'contract' | 'realm' | 'handle'> => ({
  access: options.access,
  scope: scopes[options.access] ?? 'clinic',
  weight: 1,
  audit: auditOf(contract, options),
  stepUp: false,
  duringDuty: false,
  commands: isRead(contract) ? 3 : 6,
  upload: undefined,
  idempotency: idempotencyOf(contract, options),
});

type Rule = { realm: RealmName; options: Options; handle: Route['handle'] };

const routeOf = (contract: Endpoint, { realm, options, handle }: Rule): Route => ({
  ...defaultsOf(contract, options),
  ...given(options),
  contract,
  realm,
  handle,
});

type StaffAccess = Exclude<Access, 'public'>;

/** A route for staff: what, who, which use case. Parsing, scope, status and errors belong to the platform. */
export const route = <E extends Endpoint>(
  contract: E,
  access: StaffAccess | (Options & { access: StaffAccess }),
  handle: (actor: Actor, call: Call<E>) => Promise<Answer<E>>,
): Route =>
  routeOf(contract, {
    realm: 'staff',
    options: typeof access === 'string' ? { access } : access,
    handle: async (actor, call) => {
      if (actor?.kind !== 'staff') throw new Error('The pipeline let somebody else through');
      return handle(actor, call as unknown as Call<E>);
    },
  });

/** A route that anybody may call, signed in or not. */
export const publicRoute = <E extends Endpoint>(
  contract: E,
  handle: (call: Call<E>) => Promise<Answer<E>>,
  options: Omit<Options, 'access' | 'scope' | 'stepUp' | 'duringDuty'> = {},
): Route =>
  routeOf(contract, {
    realm: 'open',
    options: { access: 'public', ...options },
    handle: (_actor, call) => handle(call as unknown as Call<E>),
  });
