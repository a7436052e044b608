import type { ClinicSettings } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { aClock } from '../../testing/clock.ts';
import { createScheduleBook } from './schedule-book.ts';
import type { ScheduleSources } from './schedule-sources.ts';

const settings: ClinicSettings = {
  slotStepMinutes: 15,
  cancellationNoticeHours: 24,
  bookingWindowDays: 180,
  minimumNoticeMinutes: 0,
  holdMinutes: 10,
  longWaitMinutes: 15,
};
const nothing = async () => ({ items: [], stamps: [] });

/** A book over sources that count their readings and wait when told to. */
const aBook = () => {
  const reads: string[] = [];
  const missing = new Set<string>();
  let gate: Promise<void> | undefined;
  const told: ((id: string) => void)[] = [];
  const sources: ScheduleSources = {
    settings: async (clinicId) => {
      reads.push(clinicId.toHexString());
      const stamp = String(reads.length);
      const waitsFor = gate;
      gate = undefined;
      await waitsFor;
      return missing.has(clinicId.toHexString()) ? undefined : { settings, stamp };
    },
    locations: nothing,
    closures: nothing,
    operatories: nothing,
    equipment: nothing,
    providers: nothing,
    types: nothing,
  };
  const feed = {
    on: (_collection: string, changed: (id: string) => void) => void told.push(changed),
    isLive: () => true,
  };
  const book = createScheduleBook({ feed, clock: aClock(), sources });
  return {
    book,
    reads,
    missing,
    load: (clinicId: Types.ObjectId) => runInClinic(clinicId, () => book.load()),
    change: (id: string) => told[0]?.(id),
    /** The next reading waits until the answer is called. */
    hold: (): (() => void) => {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
};

describe('the memory of the schedule book', () => {
  test('it holds five hundred clinics and lets go of the one read longest ago', async () => {
    const { load, reads } = aBook();
    const clinics = Array.from({ length: 501 }, () => new Types.ObjectId());
    const [first, second, ...others] = clinics;
    if (first === undefined || second === undefined) throw new Error('no clinics');
    await load(first);
    await load(second);
    for (const clinic of others.slice(0, 498)) await load(clinic);
    await load(first);
    expect(reads).toHaveLength(500);
    for (const clinic of others.slice(498)) await load(clinic);
    await load(first);
    expect(reads).toHaveLength(501);
    await load(second);
    expect(reads).toHaveLength(502);
  });

  test.each(['this process', 'another process'])(
    'when %s changes something while it is read, later readers read again and the old reading is forgotten',
    async (who) => {
      const { book, load, reads, change, hold } = aBook();
      const clinic = new Types.ObjectId();
      const release = hold();
      const early = load(clinic);
      if (who === 'this process') book.forget(clinic.toHexString());
      else change(new Types.ObjectId().toHexString());
      const fresh = await load(clinic);
      release();
      const old = await early;
      expect(reads).toHaveLength(2);
      expect(fresh.version).not.toBe(old.version);
      expect(await load(clinic)).toBe(fresh);
    },
  );

  test('when a reading fails, the next one tries again', async () => {
    const { load, missing } = aBook();
    const clinic = new Types.ObjectId();
    missing.add(clinic.toHexString());
    await expect(load(clinic)).rejects.toMatchObject({ code: 'not-found' });
    missing.clear();
    expect((await load(clinic)).clinicId).toBe(clinic.toHexString());
  });
});
