import { randomBytes } from 'node:crypto';
import { createApp } from '../app.ts';
import { createContainer, type Overrides } from '../container.ts';
import { type Config, loadConfig } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { aBrowser } from './client.ts';
import { aClock } from './clock.ts';
import { keyFor, secretFor } from './test-secrets.ts';

/** A whole configuration with the settings under test on top. */
export const aConfig = (settings: Record<string, string> = {}): Config =>
  loadConfig({
    NODE_ENV: 'test',
    MONGODB_URI: process.env['MONGODB_URI'],
    PUBLIC_URL: 'http://localhost:3000',
    TOPSMILE_STAFF_ACCESS_SECRET: secretFor('staff'),
    TOPSMILE_PATIENT_ACCESS_SECRET: secretFor('patient'),
    TOPSMILE_REFRESH_SECRET: secretFor('refresh'),
    TOPSMILE_CSRF_SECRET: secretFor('csrf'),
    TOPSMILE_INDEX_SECRET: secretFor('index'),
    TOPSMILE_ENCRYPTION_KEYS: `k1:${keyFor('k1')}`,
    TOPSMILE_LOG_LEVEL: 'silent',
    TOPSMILE_REQUESTS_PER_ADDRESS_PER_MINUTE: '100000',
    TOPSMILE_REQUESTS_PER_CLINIC_PER_MINUTE: '1000000',
    TOPSMILE_READS_PER_USER_PER_MINUTE: '100000',
    TOPSMILE_WRITES_PER_USER_PER_MINUTE: '100000',
    ...settings,
  });

/** The real application on the real database, with a clock that tests move. */
export const anApp = (settings: Record<string, string> = {}, overrides: Overrides = {}) => {
  const clock = aClock();
  const container = createContainer(aConfig(settings), {
    clock,
    logger: createLogger('silent'),
    ...overrides,
  });
  container.feed.start();
  const app = createApp(container);
  return { app, container, clock, stop: () => container.feed.stop() };
};
export type TestApp = ReturnType<typeof anApp>;

export const aPassword = 'correct horse battery';
const unique = (): string => randomBytes(5).toString('hex');

/** A registered clinic with its administrator signed in. */
export const aRegisteredClinic = async ({ app }: TestApp, draft: Record<string, unknown> = {}) => {
  const browser = aBrowser(app);
  const email = `${unique()}@example.com`;
  const reply = await browser.post('/auth/register', {
    clinicName: 'Clínica Ipê Branco',
    firstName: 'Marcos',
    lastName: "D'Ávila",
    email,
    password: aPassword,
    ...draft,
  });
  if (reply.status !== 201)
    throw new Error(`registration answered ${reply.status} ${JSON.stringify(reply.body)}`);
  browser.forgetCsrf();
  const clinicId: string = reply.body.data.clinic.id;
  const locationId: string = reply.body.data.clinic.locations[0].id;
  return { browser, email, clinicId, locationId, session: reply.body.data };
};
