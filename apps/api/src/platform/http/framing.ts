import type { Request } from 'express';
import { AppError } from '../errors.ts';

const authority = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

const hostsOf = ({ rawHeaders }: Request): string[] => {
  const hosts: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts.push(rawHeaders[at + 1] ?? '');
  }
  return hosts;
};

/**
 * Refuses what two parsers in a row could read as two different requests, and Node lets pass: several hosts,
 * an address of another host, a transfer coding besides `chunked`.
 */
export const assertPlainFraming = (request: Request): void => {
  const hosts = hostsOf(request);
  const coding = request.headers['transfer-encoding'];
  const isPlain =
    hosts.length === 1 &&
    authority.test(hosts[0] ?? '') &&
    request.url.startsWith('/') &&
    (coding === undefined || coding.toLowerCase() === 'chunked');
  if (!isPlain) throw new AppError('malformed-body', 'The request could not be read.');
};
