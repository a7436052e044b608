import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { createSecretBox } from '../../platform/crypto/secret-box.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Logger } from '../../platform/logger.ts';
import { folderDriver } from './adapters/folder.ts';
import { logDriver } from './adapters/log.ts';
import { smtpDriver } from './adapters/smtp.ts';
import { createCourier, type Drivers } from './courier.ts';
import type { Driver } from './delivery.types.ts';
import { createErasing } from './erasing.ts';
import { messagesRoutes } from './messages.routes.ts';
import { createMessagesService } from './messages.service.ts';
import { notificationsSubscribers, type VisitMessagePorts } from './notifications.subscribers.ts';
import { createQueue, type SenderPort } from './queue.ts';
import { createTextsService } from './texts.service.ts';
import { createWaking } from './waking.ts';

export { type Drivers } from './courier.ts';
// What other modules name as their port: `{ queue: Queue }`.
export { type MessageOrder } from './message-order.ts';
export { type Queue } from './queue.ts';

type Settings = Pick<
  Config,
  'PUBLIC_URL' | 'TOPSMILE_INDEX_SECRET' | 'TOPSMILE_SMTP_URL' | 'TOPSMILE_MAIL_FROM' | 'TOPSMILE_MAIL_FOLDER'
>;
type Deps = VisitMessagePorts & {
  config: Settings;
  clock: Clock;
  logger: Logger;
  clinics: SenderPort;
  drivers?: Partial<Drivers>;
};

const mailDriver = (settings: Settings, logger: Logger): Driver => {
  const { TOPSMILE_SMTP_URL: url, TOPSMILE_MAIL_FROM: from, TOPSMILE_MAIL_FOLDER: folder } = settings;
  if (url !== undefined && from !== undefined) return smtpDriver({ url, from });
  return folder === undefined ? logDriver(logger) : folderDriver(folder);
};

/** What the clinic writes to people: queued with the change that causes it, carried out after. */
export const createNotificationsModule = ({ config, clock, logger, clinics, drivers, ...ports }: Deps) => {
  const secret = config.TOPSMILE_INDEX_SECRET;
  const publicUrl = config.PUBLIC_URL;
  const box = createSecretBox(secret, 'messages');
  const ways: Drivers = { email: mailDriver(config, logger), sms: logDriver(logger), ...drivers };
  const courier = createCourier({ clock, logger, box, drivers: ways });
  const waking = createWaking(courier.tick, logger);
  const { wake } = waking;
  const queue = createQueue({ clock, box, secret, publicUrl, clinics, wake });
  const service = createMessagesService({ clock, wake });
  const texts = createTextsService({ publicUrl, clinics });
  const jobs: Job[] = [
    { name: 'message-courier', every: '2 seconds', run: courier.tick },
    { name: 'message-secrets', every: '10 minutes', run: createErasing(clock) },
  ];
  return {
    queue,
    courier,
    routes: messagesRoutes(service, texts),
    jobs,
    subscribers: notificationsSubscribers({ ...ports, clock, queue }),
    /** Sends at once what this process queues, from `start` on. */
    start: waking.start,
    stop: async (): Promise<void> => {
      await waking.stop();
      await Promise.all(Object.values(ways).map((driver) => driver.close()));
    },
  };
};
