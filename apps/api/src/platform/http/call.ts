import { parse as parseQuery } from 'node:querystring';
import type { Endpoint } from '@topsmile/contracts';
import type { Request, Response } from 'express';
import multer from 'multer';
import { AppError, invalid } from '../errors.ts';
import { readJson } from './body.ts';
import type { Cookies } from './cookies.ts';
import { issuesOf } from './problem.ts';
import { exchangeOf } from './request-log.ts';
import type { Call, CallInfo, Route, Upload } from './route.ts';

type Sent = { readonly params: Readonly<Record<string, string>>; readonly body: unknown };

const queryOf = ({ url }: Request): object => {
  const at = url.indexOf('?');
  return at < 0 ? {} : { ...parseQuery(url.slice(at + 1)) };
};

/** Parses params, query and body together, so that one answer lists everything that is wrong. */
export const parseCall = (
  contract: Endpoint,
  request: Request,
  sent: Sent,
): Pick<Call<Endpoint>, 'params' | 'query' | 'body'> => {
  const params = contract.params.safeParse(sent.params);
  const query = contract.query.safeParse(queryOf(request));
  const body = contract.body.safeParse(sent.body ?? {});
  if (params.success && query.success && body.success)
    return { params: params.data, query: query.data, body: body.data };
  // A malformed id in the path names nothing: the same answer as an id that does not exist.
  if (!params.success) throw new AppError('not-found', 'There is nothing here.');
  throw invalid([
    ...(query.success ? [] : issuesOf(query.error)),
    ...(body.success ? [] : issuesOf(body.error)),
  ]);
};

const headerOf = (request: Request, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

export const infoOf = (request: Request, response: Response, cookies: Cookies): CallInfo => ({
  requestId: exchangeOf(response).requestId,
  address: exchangeOf(response).address,
  userAgent: headerOf(request, 'user-agent')?.slice(0, 400) ?? '',
  idempotencyKey: headerOf(request, 'idempotency-key'),
  cookie: (name) => cookies.read(request, name),
});

/** How a route's body is read: JSON, or one file where it takes an upload. */
export type ReadBody = (
  request: Request,
  response: Response,
) => Promise<{ readonly body: unknown; readonly file?: Upload | undefined }>;

const nothing = Object.freeze({});

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'LIMIT_FILE_SIZE';

// Whatever else the form's reader stumbles over is the form's fault.
const uploadFailure = (cause: unknown): AppError =>
  isTooLarge(cause)
    ? new AppError('payload-too-large', 'The file is too large.', { cause })
    : new AppError('malformed-body', 'Send one file, in a part named "file".', { cause });

export const bodyReaderFor = ({ upload, contract }: Route): ReadBody => {
  if (upload === undefined) {
    const isBodiless = contract.method === 'get';
    return async (request) => ({ body: isBodiless ? nothing : await readJson(request) });
  }
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: upload.maxBytes, files: 1, fields: 0, parts: 1 },
    defParamCharset: 'utf8',
  }).single('file');
  return (request, response) =>
    new Promise((resolve, reject) => {
      if (!request.is('multipart/form-data')) {
        reject(new AppError('unsupported-media-type', 'Send the file as multipart/form-data.'));
        return;
      }
      void receive(request, response, (error: unknown) => {
        const { file, body } = request as { file?: Express.Multer.File; body: unknown };
        if (error !== undefined) reject(uploadFailure(error));
        else
          resolve({
            body,
            file: file && { fileName: file.originalname, contentType: file.mimetype, bytes: file.buffer },
          });
      });
    });
};
