import type { Row } from '../lib/row.ts';
import type { World } from '../lib/world.ts';

/** H. Webhooks: none of the providers calls the product yet. */

const noWebhook =
  (name: RegExp, provider: string) =>
  ({ operations }: World): string | undefined =>
    operations.some(({ path }) => name.test(path)) ? undefined : `there is no webhook of ${provider} yet`;

export const webhooks: readonly Row[] = [
  {
    id: 'H1',
    title: 'forged, old and repeated payment events',
    absent: noWebhook(/stripe|payments\/webhook/, 'payments'),
  },
  {
    id: 'H2',
    title: 'forged mail and message events',
    absent: noWebhook(/sendgrid|twilio|messages\/webhook/, 'mail or messages'),
  },
];
