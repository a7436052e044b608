import type { Endpoint, Page } from '@topsmile/contracts';
import type { Response } from 'express';
import type { Clock } from '../clock.ts';
import { answer } from './answer.ts';
import type { Cookies } from './cookies.ts';
import { budgetHeaders } from './call-limits.ts';
import { exchangeOf } from './request-log.ts';
import { FileReply, Reply, type Route } from './route.ts';

const isPage = (contract: Endpoint, data: unknown): data is Page<unknown> =>
  contract.isPaged && typeof data === 'object' && data !== null;

type Sending = { clock: Clock; cookies: Cookies; headers: readonly string[] };

const sendFile = (response: Response, file: FileReply, headers: readonly string[]): Promise<void> => {
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2)
    if (headers[at] !== 'Content-Security-Policy') kept.push(headers[at] ?? '', headers[at + 1] ?? '');
  const disposition = file.fileName === undefined ? 'inline' : `attachment; filename="${file.fileName}"`;
  kept.push('Content-Disposition', disposition, 'Content-Security-Policy', "default-src 'none'; sandbox");
  return answer(response, { status: 200, contentType: file.contentType, body: file.bytes, headers: kept });
};

const headersOf = ({ isReplay, clearsSite }: Reply<unknown>): string[] => [
  ...(isReplay ? ['Idempotency-Replayed', 'true'] : []),
  // Neither storage nor cookies: drafts stay for the same person, and the device stays known.
  ...(clearsSite ? ['Clear-Site-Data', '"cache"'] : []),
];

/** Sends what the use case gave: only what the contract names leaves. */
export const sendReply = (
  { contract }: Route,
  response: Response,
  { given, sending }: { given: unknown; sending: Sending },
): Promise<void> => {
  const exchange = exchangeOf(response);
  const { requestId } = exchange;
  const headers = [...sending.headers, 'X-Request-ID', requestId, ...budgetHeaders(exchange)];
  if (given instanceof FileReply) return sendFile(response, given, headers);
  if (given instanceof Reply) headers.push(...headersOf(given));
  if (given instanceof Reply) sending.cookies.apply(response, given.cookies);
  const isReplay = given instanceof Reply && given.isReplay;
  const content: unknown = given instanceof Reply ? given.data : given;
  const page = isPage(contract, content) ? content : undefined;
  const data = contract.response.parse(page === undefined ? content : page.items);
  const timestamp = sending.clock.now().toISOString();
  const meta = page === undefined ? { requestId, timestamp } : { requestId, timestamp, page: page.page };
  return answer(response, {
    status: isReplay ? 200 : contract.status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify({ success: true, data, meta }),
    headers,
  });
};
