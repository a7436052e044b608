import type { ErrorCode, Issue, Problem } from '@topsmile/contracts';
import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { isUnavailable } from '../mongo.ts';
import { answer } from './answer.ts';
import { budgetHeaders } from './call-limits.ts';
import { exchangeOf } from './request-log.ts';

const titles: Partial<Record<ErrorCode, string>> = {
  'invalid-request': 'Invalid request',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  stale: 'Somebody changed it meanwhile',
  'slot-taken': 'Time taken',
  unavailable: 'Try again shortly',
  internal: 'Something went wrong on our side',
};

const titleOf = (code: ErrorCode): string =>
  titles[code] ?? code.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase());

const messageOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return 'unknownKey';
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'type';
  return /^[a-z][A-Za-z0-9.]*$/.test(issue.message) ? issue.message : issue.code.replaceAll('_', '-');
};

/** Where and what, as i18n keys; values are never repeated (one of them may be a password). */
export const issuesOf = (error: z.ZodError, prefix = ''): Issue[] =>
  error.issues.flatMap((issue) => {
    const path = [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)];
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) => ({
      path: [...path, ...(key === undefined ? [] : [key])].join('.'),
      message: messageOf(issue),
    }));
  });

type HttpFailure = { status?: number; statusCode?: number; type?: string; code?: string };

// What express, body-parser, multer and csrf-csrf throw, in our words.
const foreignCodes: Record<string, ErrorCode> = {
  'entity.too.large': 'payload-too-large',
  LIMIT_FILE_SIZE: 'payload-too-large',
  'entity.parse.failed': 'malformed-body',
  'encoding.unsupported': 'unsupported-media-type',
  'charset.unsupported': 'unsupported-media-type',
  EBADCSRFTOKEN: 'csrf-token-invalid',
};

const knownCode = ({ type, code }: HttpFailure): ErrorCode | undefined => foreignCodes[type ?? code ?? ''];

const codeOfStatus: Record<number, ErrorCode> = { 404: 'not-found', 413: 'payload-too-large' };

const clientFailure = (error: unknown): AppError | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const failure = error as HttpFailure;
  const known = knownCode(failure);
  if (known !== undefined) return new AppError(known, titleOf(known), { cause: error });
  const http = failure.status ?? failure.statusCode ?? 500;
  if (http < 400 || http >= 500) return undefined;
  return new AppError(codeOfStatus[http] ?? 'malformed-body', 'The request could not be read.', {
    cause: error,
  });
};

/** Any failure as one of ours; what nobody foresaw becomes `internal` and keeps its cause for the log. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) {
    return new AppError('unavailable', 'The database cannot answer right now. Nothing was lost; try again.', {
      cause: error,
      details: { retryAfterSeconds: 2 },
    });
  }
  return (
    clientFailure(error) ?? new AppError('internal', 'Something went wrong on our side.', { cause: error })
  );
};

export const problemOf = (error: AppError, requestId: string): Problem => ({
  type: `https://topsmile.example/problems/${error.code}`,
  title: titleOf(error.code),
  status: error.status,
  detail: error.message,
  code: error.code,
  requestId,
  success: false,
  ...(error.issues === undefined ? {} : { issues: [...error.issues] }),
  ...(error.details === undefined ? {} : { details: error.details }),
});

const waitOf = ({ details, status }: AppError): string[] => {
  const seconds = details?.retryAfterSeconds ?? (status === 503 ? 2 : undefined);
  return seconds === undefined ? [] : ['Retry-After', String(seconds)];
};

// A refused body is not read on, so nothing can follow it on this connection.
const endOf = ({ req }: Response): string[] => (req.complete ? [] : ['Connection', 'close']);

/** One wire form for every failure, one log line for the unforeseen ones. */
export const createProblems =
  (logger: Logger) =>
  async (response: Response, error: unknown, headers: readonly string[] = []): Promise<void> => {
    const failure = toAppError(error);
    const exchange = exchangeOf(response);
    const { requestId } = exchange;
    exchange.code = failure.code;
    if (failure.status >= 500)
      logger.error({ requestId, code: failure.code, err: failure.cause ?? failure }, 'request failed');
    // Half an answer cannot be taken back: the caller sees that it is cut.
    if (response.headersSent) return void response.destroy();
    return answer(response, {
      status: failure.status,
      contentType: 'application/problem+json; charset=utf-8',
      body: JSON.stringify(problemOf(failure, requestId)),
      headers: [
        ...headers,
        'X-Request-ID',
        requestId,
        ...budgetHeaders(exchange),
        ...waitOf(failure),
        ...endOf(response),
      ],
    });
  };
export type Problems = ReturnType<typeof createProblems>;

/** The last handler of Express, which sees nothing but what the API's own routes do not answer. */
export const problemHandler =
  (problems: Problems): ErrorRequestHandler =>
  (error, _request, response, _next) =>
    void problems(response, error);
