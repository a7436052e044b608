import type { Express } from 'express';
import supertest from 'supertest';

export type TestReply = { status: number; body: Body; headers: Record<string, string> };
// biome-ignore format: answers are looked at field by field in tests
type Body = { success: boolean; data: Json; meta: { page?: { total?: number; nextCursor?: string } }; code?: string; issues?: { path: string; message: string }[]; details?: Json };
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers whose shape the contract has already parsed
export type Json = any;

type Options = { key?: string; headers?: Record<string, string> };

/** A browser as the API sees it: cookies kept, CSRF token sent, JSON both ways. */
export const aBrowser = (app: Express) => {
  const agent = supertest.agent(app);
  let csrf: string | undefined;

  const token = async (): Promise<string> => {
    csrf ??= ((await agent.get('/api/v1/csrf-token')).body as { csrfToken: string }).csrfToken;
    return csrf;
  };

  const send = async (
    method: 'post' | 'patch' | 'put' | 'delete',
    path: string,
    { body, key, headers }: Options & { body?: unknown },
  ): Promise<TestReply> => {
    // The agent picks its cookies when the call is made: the token's cookie must be there before.
    const header = await token();
    const call = agent[method](`/api/v1${path}`).set('x-csrf-token', header);
    if (key !== undefined) call.set('idempotency-key', key);
    for (const [name, value] of Object.entries(headers ?? {})) call.set(name, value);
    return (await (body === undefined ? call : call.send(body as object))) as unknown as TestReply;
  };

  return {
    agent,
    get: async (path: string, query: Record<string, unknown> = {}): Promise<TestReply> =>
      (await agent.get(`/api/v1${path}`).query(query)) as unknown as TestReply,
    post: (path: string, body: unknown = {}, options: Options = {}) =>
      send('post', path, { body, ...options }),
    patch: (path: string, body: unknown = {}, options: Options = {}) =>
      send('patch', path, { body, ...options }),
    put: (path: string, body: unknown = {}, options: Options = {}) => send('put', path, { body, ...options }),
    delete: (path: string, options: Options = {}) => send('delete', path, options),
    upload: async (path: string, bytes: Buffer, fileName: string): Promise<TestReply> => {
      const header = await token();
      return (await agent
        .post(`/api/v1${path}`)
        .set('x-csrf-token', header)
        .attach('file', bytes, fileName)) as unknown as TestReply;
    },
    signIn: async (email: string, password: string): Promise<TestReply> => {
      const reply = await send('post', '/auth/login', { body: { email, password } });
      csrf = undefined;
      return reply;
    },
    /** After a sign-in or sign-out by hand the token is bound to another session. */
    forgetCsrf: (): void => {
      csrf = undefined;
    },
  };
};
export type Browser = ReturnType<typeof aBrowser>;

/** The headers of an answer but for what is left of a budget, which is another after every call. */
export const withoutBudget = (headers: TestReply['headers']): TestReply['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('ratelimit-')));
