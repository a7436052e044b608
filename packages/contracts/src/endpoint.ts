import { z } from 'zod';
import type { ErrorCode } from './errors.ts';

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** Nothing at all may be sent here; an unknown key is refused. */
export const Nothing = z.strictObject({});

/**
 * One operation of the API: wire, form, documentation and client types come from this value alone.
 * `path` is relative to `/api/v1` with `:name` parameters.
 */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  params: P;
  query: Q;
  body: B;
  response: R;
  /** `data` is an array and `meta.page` says how to go on. */
  isPaged: boolean;
  /** The status of success: 201 for creations (a replay answers 200), else 200. */
  status: 200 | 201 | 202;
  errors: readonly ErrorCode[];
};

type Draft<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  isPaged?: boolean;
  status?: 200 | 201 | 202;
  errors?: readonly ErrorCode[];
};

/** Declares an endpoint; params, query and body default to "nothing allowed". */
// An overload: a part left out has the type of its default, which a generic `??` cannot say.
export function endpoint<
  R extends z.ZodType,
  P extends z.ZodType = typeof Nothing,
  Q extends z.ZodType = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(draft: Draft<P, Q, B, R>): Endpoint<P, Q, B, R>;
export function endpoint(draft: Draft<z.ZodType, z.ZodType, z.ZodType, z.ZodType>): Endpoint {
  return {
    ...draft,
    params: draft.params ?? Nothing,
    query: draft.query ?? Nothing,
    body: draft.body ?? Nothing,
    isPaged: draft.isPaged ?? false,
    status: draft.status ?? 200,
    errors: draft.errors ?? [],
  };
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>;
export type QueryOf<E extends Endpoint> = z.output<E['query']>;
export type BodyOf<E extends Endpoint> = z.output<E['body']>;
export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
/** What a caller writes, before defaults and normalisation. */
export type QueryInput<E extends Endpoint> = z.input<E['query']>;
export type BodyInput<E extends Endpoint> = z.input<E['body']>;

/** What a service hands out: plain strings for ids; the contract's parse is the last word on what leaves. */
export type ViewOf<S extends z.ZodType> = z.input<S>;
