import express, { type RequestHandler } from 'express';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { exchangeOf } from './request-log.ts';

export const policyReportsPath = '/api/v1/csp-reports';

const Report = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().max(100).optional(),
    'violated-directive': z.string().max(100).optional(),
    'blocked-uri': z.string().max(4000).optional(),
  }),
});

const originOf = (address: string | undefined): string => {
  // `inline`, `eval` and the like are words of the policy.
  if (address === undefined || !URL.canParse(address)) return address?.slice(0, 20) ?? 'unknown';
  const { origin, protocol } = new URL(address);
  return origin === 'null' ? protocol : origin;
};

const parse = express.json({ limit: 8000, inflate: false, type: 'application/csp-report' });

/**
 * Where browsers tell what a page's policy has stopped. Anybody can send such a report, so it is only a line in
 * the log: which rule and which origin, no address of a page.
 */
export const policyReports = (logger: Logger): RequestHandler[] => [
  parse,
  (request, response) => {
    const { data } = Report.safeParse(request.body);
    const report = data?.['csp-report'];
    if (report !== undefined)
      logger.warn(
        {
          requestId: exchangeOf(response).requestId,
          directive: report['effective-directive'] ?? report['violated-directive'],
          blocked: originOf(report['blocked-uri']),
        },
        'a page policy stopped something',
      );
    response.status(204).end();
  },
];
