import { getClinic } from '@topsmile/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { aSession } from '../testing/a-session.ts';
import { refuse, respond } from '../testing/server.ts';
import { call } from './http.ts';
import { createQueryClient } from './query.ts';

const clinic = {
  ...aSession().clinic,
  country: 'BR' as const,
  currency: 'BRL' as const,
  settings: {
    slotStepMinutes: 15 as const,
    cancellationNoticeHours: 24,
    bookingWindowDays: 180,
    minimumNoticeMinutes: 0,
    holdMinutes: 5,
    longWaitMinutes: 15,
  },
  rev: 0,
};

const read = (client: QueryClient): Promise<unknown> =>
  client.fetchQuery({
    queryKey: ['clinic'],
    queryFn: () => call(getClinic),
    ...client.getDefaultOptions().queries,
  });

test('a read is repeated after the time the server asked for', async () => {
  respond(getClinic, clinic);
  const away = refuse(getClinic, 'unavailable', { isOnce: true, retryAfterSeconds: 0 });
  await expect(read(createQueryClient())).resolves.toMatchObject({ name: 'Clínica Ipê Branco' });
  expect(away).toHaveLength(1);
});

test('a refusal is never repeated', async () => {
  const refused = refuse(getClinic, 'forbidden');
  await expect(read(createQueryClient())).rejects.toMatchObject({ code: 'forbidden' });
  expect(refused).toHaveLength(1);
});
