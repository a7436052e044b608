import { type BodyOf, changeWorkingHours } from '@topsmile/contracts';
import { afterAll, describe, expect, test } from 'vitest';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic } from '../../testing/clinic.ts';
import { actorOf, strandedVisit, visitsThatAsk } from '../schedule/stranded.fixtures.ts';
import { createWorkingHoursService } from './working-hours.service.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const bodyOf = (locationId: string, more: object): BodyOf<typeof changeWorkingHours> =>
  changeWorkingHours.body.parse({
    rev: 0,
    hours: [{ weekdays: [6], startsAt: '08:00', endsAt: '12:00', locationId }],
    ...more,
  });

describe('visits that new hours strand', () => {
  test('when hours are previewed, the proposed hours are asked about and nothing is saved', async () => {
    const clinic = await aWorkingClinic(testApp);
    const actor = actorOf(clinic);
    const { port, schedules } = visitsThatAsk();
    const { clock, schedule } = testApp.container;
    const service = createWorkingHoursService({ clock, schedule, stranded: port });
    const [providerId = ''] = clinic.dentistIds;
    const timeOff = [{ from: '2026-07-01', to: '2026-07-02', kind: 'course' }];
    const body = bodyOf(clinic.locationId, { timeOff });
    const preview = await runInClinic(actor.clinicId, () =>
      service.previewWorkingHours(actor, providerId, body),
    );
    expect(preview).toEqual({ stranded: [strandedVisit] });
    expect(schedules[0]?.providers.get(providerId)).toMatchObject({
      hours: body.hours,
      timeOff,
      overrides: [],
    });
    const kept = await runInClinic(actor.clinicId, () => schedule.load());
    expect(kept.providers.get(providerId)?.hours).toHaveLength(2);
    expect(kept.providers.get(providerId)?.timeOff).toEqual([]);
  });

  test('when hours are changed, the visits left outside are answered', async () => {
    const clinic = await aWorkingClinic(testApp);
    const actor = actorOf(clinic);
    const { clock, schedule } = testApp.container;
    const { port } = visitsThatAsk();
    const service = createWorkingHoursService({ clock, schedule, stranded: port });
    const [providerId = ''] = clinic.dentistIds;
    const body = bodyOf(clinic.locationId, {});
    const changed = await runInClinic(actor.clinicId, () =>
      service.changeWorkingHours(actor, providerId, body),
    );
    expect(changed.stranded).toEqual([strandedVisit]);
    const kept = await runInClinic(actor.clinicId, () => schedule.load());
    expect(kept.providers.get(providerId)?.hours).toEqual(body.hours);
  });
});
