import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { pageHeaders } from './headers.ts';

const placeholder = /__CSP_NONCE__/g;
const year = 31_536_000_000;

/** Serves the built web application: hashed files for ever, the page itself fresh with a nonce of its own. */
export const webRouter = (folder: string): Router => {
  const router = express.Router();
  const file = join(folder, 'index.html');
  if (!existsSync(file)) throw new Error(`There is no built web application in ${folder}`);
  const page = readFileSync(file, 'utf8');
  // What is sent so far is for data: files may be kept, and pages bring their own policy.
  router.use((_request, response, next) => {
    response.removeHeader('Cache-Control');
    next();
  });
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: year,
      index: false,
      fallthrough: false,
    }),
  );
  const sendPage: RequestHandler = (request, response) => {
    const nonce = randomBytes(16).toString('base64');
    pageHeaders(nonce)(request, response, () => {
      response.setHeader('Cache-Control', 'no-store');
      response.type('html').send(page.replace(placeholder, nonce));
    });
  };
  // Never the file itself, which has neither nonce nor policy.
  router.get('/index.html', sendPage);
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/{*splat}', sendPage);
  return router;
};
