import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Router } from 'express';
import helmet from 'helmet';

const initializer = `window.onload = () => {
  window.ui = SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#swagger-ui', presets: [SwaggerUIBundle.presets.apis], layout: 'BaseLayout' });
};`;

/** Swagger UI from its own package, no CDN; the document is the one made from the mounted routes. */
export const docsRouter = (buildOpenApi: () => object): Router => {
  // Made for the first reader: a process that starts has no need of it.
  let openApi: object | undefined;
  const router = express.Router();
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  router.get(
    ['/api/openapi.json', '/api/v1/openapi.json'],
    (_request, response) => void response.json((openApi ??= buildOpenApi())),
  );
  router.get(
    '/api-docs/swagger-initializer.js',
    (_request, response) => void response.type('text/javascript').send(initializer),
  );
  router.use(
    '/api-docs',
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
    express.static(folder, { index: 'index.html' }),
  );
  return router;
};
