import { afterAll, describe, expect, test } from 'vitest';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic } from '../../testing/clinic.ts';
import { noVisits } from '../schedule/index.ts';
import { actorOf, visitsThatAsk } from '../schedule/stranded.fixtures.ts';
import { createClosuresService } from './closures.service.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

describe('visits that a closure strands', () => {
  test('when closures are listed, each has its own count, asked for together', async () => {
    const clinic = await aWorkingClinic(testApp);
    const actor = actorOf(clinic);
    const { port, ranges } = visitsThatAsk();
    const { clock, schedule } = testApp.container;
    const service = createClosuresService({ clock, schedule, stranded: port });
    const reason = 'Reforma';
    const listed = await runInClinic(actor.clinicId, async () => {
      await service.close(actor, { from: '2026-05-02', to: '2026-05-03', reason });
      await service.close(actor, { from: '2026-06-02T08:00', to: '2026-06-02T12:00', reason });
      ranges.length = 0;
      return service.closures(actor, {});
    });
    expect(listed.map(({ from, strandedCount }) => [from, strandedCount])).toEqual([
      ['2026-05-02', 1],
      ['2026-06-02T08:00', 2],
    ]);
    expect(ranges).toEqual([
      { locationId: undefined, from: '2026-05-02', to: '2026-05-03' },
      { locationId: undefined, from: '2026-06-02T08:00', to: '2026-06-02T12:00' },
    ]);
  });

  test('without visits nothing is stranded', async () => {
    const range = { locationId: undefined, from: '2026-05-02', to: '2026-05-02' };
    expect(await noVisits.inside([range, range])).toEqual([0, 0]);
  });
});
