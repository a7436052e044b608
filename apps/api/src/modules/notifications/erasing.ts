import type { Clock } from '../../platform/clock.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { messages } from './message.model.ts';

/** Erases the secrets of messages that were given up once nobody may use them any more. */
export const createErasing = (clock: Clock) => (): Promise<number> =>
  runAsSystem('message-secrets', async () => {
    const lapsed = { sealedSecrets: { $exists: true }, lapsesAt: { $lte: clock.now() } };
    return (await messages().updateMany(lapsed, { $unset: { sealedSecrets: '' } })).modifiedCount;
  });
