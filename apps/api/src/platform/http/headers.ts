import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const year = 31_536_000;
// The pages use none of these; a script that gets in shall not either. Passkeys stay.
const permissionsPolicy =
  'accelerometer=(), autoplay=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)';

type HeaderWriter = ReturnType<typeof helmet>;
type Answering = Parameters<HeaderWriter>[1];

/** What a header middleware would write, as one list made at start: none of it depends on the request. */
const written = (writer: HeaderWriter): string[] => {
  const headers: string[] = [];
  const recorder = {
    setHeader: (name: string, value: string) => void headers.push(name, value),
    removeHeader: () => undefined,
  };
  writer({} as Parameters<HeaderWriter>[0], recorder as unknown as Answering, () => undefined);
  return headers;
};

/** JSON is never a document: nothing may load, frame or sniff it, and nothing keeps it. Names and values by turns. */
export const apiHeaders: readonly string[] = [
  ...written(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
      },
      hsts: { maxAge: year, includeSubDomains: true, preload: true },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
    }),
  ),
  'Permissions-Policy',
  permissionsPolicy,
  'Cache-Control',
  'no-store',
  'Vary',
  'Origin, Accept-Encoding',
];

/** The same for what Express answers itself. */
export const setApiHeaders: RequestHandler = (_request, response, next) => {
  for (let at = 0; at < apiHeaders.length; at += 2)
    response.setHeader(apiHeaders[at] ?? '', apiHeaders[at + 1] ?? '');
  next();
};

/** A strict policy for pages: scripts of our own only, styles by nonce, nothing framed. */
export const pageHeaders = (nonce: string): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", `'nonce-${nonce}'`],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        reportUri: ['/api/v1/csp-reports'],
      },
    },
    hsts: { maxAge: year, includeSubDomains: true, preload: true },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every request has an id; a well-formed one from a trusted caller is kept, so that logs join up. */
export const requestIdFor = (given: unknown): string =>
  typeof given === 'string' && uuid.test(given) ? given : randomUUID();
