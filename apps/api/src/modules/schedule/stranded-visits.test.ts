import { type BodyOf, changeWorkingHours } from '@topsmile/contracts';
import { afterAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../platform/actor.ts';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic, type WorkingClinic } from '../../testing/clinic.ts';
import { createClosuresService } from '../clinics/closures.service.ts';
import { createProvidersService } from '../providers/providers.service.ts';
import type { ClinicSchedule } from './schedule.types.ts';
import { type ClosedRange, noVisits, type StrandedVisits } from './stranded-visits.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const actorOf = ({ clinicId }: WorkingClinic): Actor => ({
  kind: 'staff',
  userId: new Types.ObjectId(),
  clinicId: new Types.ObjectId(clinicId),
  sessionId: new Types.ObjectId(),
  role: 'admin',
  displayName: 'Paula Mendes',
});
const visit = {
  appointmentId: 'e'.repeat(24),
  startsAt: '2026-03-10T12:00:00.000Z',
  patientName: 'Ana Lima',
  providerName: 'Helena Prado',
};

/** Visits as the appointments would answer for them, remembering what was asked. */
const visitsThatAsk = () => {
  const schedules: ClinicSchedule[] = [];
  const ranges: ClosedRange[] = [];
  const port: StrandedVisits = {
    inside: async (asked) => {
      ranges.push(...asked);
      return asked.map((_, at) => at + 1);
    },
    outside: async (proposed) => {
      schedules.push(proposed);
      return [visit];
    },
  };
  return { port, schedules, ranges };
};

const bodyOf = (locationId: string, more: object): BodyOf<typeof changeWorkingHours> =>
  changeWorkingHours.body.parse({
    rev: 0,
    hours: [{ weekdays: [6], startsAt: '08:00', endsAt: '12:00', locationId }],
    ...more,
  });

describe('visits that a change strands', () => {
  test('when hours are previewed, the proposed hours are asked about and nothing is saved', async () => {
    const clinic = await aWorkingClinic(testApp);
    const actor = actorOf(clinic);
    const { port, schedules } = visitsThatAsk();
    const { clock, schedule } = testApp.container;
    const service = createProvidersService({ clock, schedule, stranded: port, isMember: async () => true });
    const [providerId = ''] = clinic.dentistIds;
    const timeOff = [{ from: '2026-07-01', to: '2026-07-02', kind: 'course' }];
    const body = bodyOf(clinic.locationId, { timeOff });
    const preview = await runInClinic(actor.clinicId, () =>
      service.previewWorkingHours(actor, providerId, body),
    );
    expect(preview).toEqual({ stranded: [visit] });
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
    const service = createProvidersService({ clock, schedule, stranded: port, isMember: async () => true });
    const [providerId = ''] = clinic.dentistIds;
    const body = bodyOf(clinic.locationId, {});
    const changed = await runInClinic(actor.clinicId, () =>
      service.changeWorkingHours(actor, providerId, body),
    );
    expect(changed.stranded).toEqual([visit]);
    const kept = await runInClinic(actor.clinicId, () => schedule.load());
    expect(kept.providers.get(providerId)?.hours).toEqual(body.hours);
  });

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
