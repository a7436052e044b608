import express, { type Router } from 'express';
import type { Clock } from '../clock.ts';
import { databaseAnswers } from '../mongo.ts';

export type Readiness = { isDraining: boolean };

const probeMs = 2000;

type HealthOptions = { version: string; clock: Clock; readiness: Readiness };

/** Probes for supervisors and balancers: alive, ready to serve, which build. Nothing about clinics. */
export const healthRouter = ({ version, clock, readiness }: HealthOptions): Router => {
  const router = express.Router();
  router.get(
    ['/livez', '/health/live'],
    (_request, response) => void response.json({ success: true, status: 'alive' }),
  );
  router.get('/readyz', async (_request, response) => {
    const isReady = !readiness.isDraining && (await databaseAnswers(probeMs));
    response.status(isReady ? 200 : 503).json({ success: isReady, status: isReady ? 'ready' : 'not-ready' });
  });
  router.get(
    '/version',
    (_request, response) =>
      void response.json({ version, node: process.versions.node, tzdb: process.versions['tz'] }),
  );
  router.get(['/api/health', '/api/v1/health'], (_request, response) => {
    response.json({ success: true, data: { status: 'alive', timestamp: clock.now().toISOString() } });
  });
  router.get(['/api/health/database', '/api/v1/health/database'], async (_request, response) => {
    const answers = await databaseAnswers(probeMs);
    response
      .status(answers ? 200 : 503)
      .json({ success: answers, data: { database: answers ? 'up' : 'away' } });
  });
  return router;
};
