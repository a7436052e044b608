import { createHmac } from 'node:crypto';
import type { MessageChannel, MessageLocale, MessageTemplate } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import { given } from '../../platform/given.ts';
import type { Types } from '../../platform/mongo.ts';
import { render, type Rendered } from './render.ts';
import type { TemplateParams, TemplateSecrets } from './templates/templates.types.ts';
import { absoluteLink, hintOf, oneLine } from './wording.rules.ts';

/** Whose name stands under a message, and where answers go. */
export type Sender = { name: string; email?: string; phone?: string };

export type MessageOrder<K extends MessageTemplate> = {
  clinicId: Types.ObjectId;
  template: K;
  /** `name` is how the person is greeted, `fullName` how the clinic finds them in its list. */
  to: { name: string; fullName?: string } & ({ email: string } | { phone: string });
  locale: MessageLocale;
  params: TemplateParams<K>;
  /** What opens something: sealed at once, covered in previews, erased after delivery. */
  secretParams: TemplateSecrets<K>;
  /** What brought it about, by id (`event:<id>`, `request:<id>`): the same cause never makes a second message. */
  cause: string;
  /** After this it is not sent any more. */
  lapsesAt?: Date;
};

type Deps = { clock: Clock; box: SecretBox; secret: string; publicUrl: string };

const dayMs = 86_400_000;
/** No secret waits for its reader longer than this. */
const longestSecretDays = 7;

type Destination = { channel: MessageChannel; address: string };
const destinationOf = (to: MessageOrder<MessageTemplate>['to']): Destination =>
  'email' in to
    ? { channel: 'email', address: oneLine(to.email) }
    : { channel: 'sms', address: oneLine(to.phone) };

const contentFor = (channel: MessageChannel, { subject, text, html, sms }: Rendered) => {
  if (channel === 'email') return { subject, text, html };
  if (sms === undefined) throw new Error('This text has no form for SMS');
  return { subject, text: sms };
};

/** Makes the stored message of an order: everything readable is written, everything that opens is sealed. */
export const createRows = ({ clock, box, secret, publicUrl }: Deps) => {
  const onceKeyOf = (...parts: readonly string[]): string =>
    createHmac('sha256', secret)
      .update(`message:${JSON.stringify(parts)}`)
      .digest('base64url');

  const sealed = (secrets: object): string | undefined => {
    const values = Object.entries(secrets).map(([name, value]: [string, unknown]) => [
      name,
      name === 'path' ? absoluteLink(publicUrl, String(value)) : String(value),
    ]);
    return values.length === 0 ? undefined : box.seal(JSON.stringify(Object.fromEntries(values)));
  };

  return <K extends MessageTemplate>(order: MessageOrder<K>, sender: Sender) => {
    const { template, locale, params, secretParams, to, cause } = order;
    const at = clock.now();
    const { channel, address } = destinationOf(to);
    const name = oneLine(to.name);
    const common = { name, clinic: sender.name, ...given({ phone: sender.phone }) };
    const rendered = render({ template, locale, params, secrets: secretParams, common }, publicUrl);
    const sealedSecrets = sealed(secretParams);
    const longest =
      sealedSecrets === undefined ? undefined : new Date(at.getTime() + longestSecretDays * dayMs);
    return {
      channel,
      template,
      locale,
      to: { name: oneLine(to.fullName ?? to.name), hint: hintOf(address), sealedAddress: box.seal(address) },
      from: { name: sender.name, ...given({ replyTo: sender.email }) },
      ...contentFor(channel, rendered),
      ...given({ sealedSecrets, lapsesAt: order.lapsesAt ?? longest }),
      state: 'queued' as const,
      attempts: 0,
      nextAt: at,
      causedBy: cause,
      onceKey: onceKeyOf(cause, template, channel, address),
      createdAt: at,
    };
  };
};
