import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScripts } from '../../apps/api/src/modules/appointments/scripts.cases.fixtures.ts';
import { aScriptWorld } from '../../apps/api/src/modules/appointments/scripts.fixtures.ts';
import { connectMongo, disconnectMongo } from '../../apps/api/src/platform/mongo.ts';
import { anApp } from '../../apps/api/src/testing/app.ts';
import { aClock } from '../../apps/api/src/testing/clock.ts';
import { brokenInvariants } from '../../apps/api/src/testing/invariants.ts';
import { setClockFile } from './clock-file.ts';

const {
  MONGODB_URI: uri = '',
  PROOF_URLS: addresses = '',
  PROOF_CLOCK_FILE: clockFile = '',
  PROOF_RACES: races = '10',
} = process.env;

// Only sets clinics up; what is proved goes over the wire to the processes.
const clock = aClock();
const testApp = anApp({}, { clock });
const setTime = (instant: string): void => {
  clock.set(instant);
  setClockFile(clockFile, instant);
};

beforeAll(() => connectMongo(uri));
afterAll(async () => {
  await testApp.stop();
  await disconnectMongo();
});

describe('the scheduling scripts through two processes', () => {
  test.each(createScripts({ races: Number(races) }))('$id: $pins', async ({ run }) => {
    setTime('2026-03-02T12:00:00Z');
    const servers = { urls: addresses.split(','), testApp, setTime };
    await run(await aScriptWorld(servers), servers);
    expect(await brokenInvariants()).toEqual([]);
  });
});
