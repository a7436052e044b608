import { afterAll, describe, expect, test } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { anApp } from '../../testing/app.ts';
import { aWorkingClinic } from '../../testing/clinic.ts';
import { countingCommands } from '../../testing/oracle.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

const loadIn = (app: typeof testApp, clinicId: string) =>
  runInClinic(new Types.ObjectId(clinicId), () => app.container.schedule.load());

describe('the schedule book', () => {
  test('when a clinic works, its schedule holds places, people and types in display order', async () => {
    const clinic = await aWorkingClinic(testApp);
    const schedule = await loadIn(testApp, clinic.clinicId);
    expect([...schedule.operatories.keys()]).toEqual(clinic.chairIds);
    expect([...schedule.providers.keys()]).toEqual([...clinic.dentistIds, ...clinic.hygienistIds]);
    expect(schedule.types.get(clinic.typeIds.restoration)).toMatchObject({
      pattern: 'X//X',
      durationMinutes: 60,
    });
    expect(schedule.locations.get(clinic.locationId)?.zone).toBe('America/Sao_Paulo');
    const ords = [...schedule.operatories.values(), ...schedule.providers.values()].map(({ ord }) => ord);
    expect(new Set(ords).size).toBe(8);
  });

  test('when it was read once, reading it again costs no store command', async () => {
    const { clinicId } = await aWorkingClinic(testApp);
    const first = await loadIn(testApp, clinicId);
    const again = await countingCommands(() => loadIn(testApp, clinicId));
    expect(again.commands).toBe(0);
    expect(again.result).toBe(first);
  });
});
