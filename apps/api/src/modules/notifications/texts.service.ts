import {
  type MessageLocale,
  type MessagePreview,
  type MessageTemplate,
  type MessageTemplateInfo,
  messageTemplates,
  type ViewOf,
} from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import { given } from '../../platform/given.ts';
import type { SenderPort } from './queue.ts';
import { render } from './render.ts';
import { hasSecret, sampleOf } from './templates/samples.ts';
import { covered, coveredHtml } from './wording.rules.ts';

type Deps = { publicUrl: string; clinics: SenderPort };

const reader = 'Ana Lima';

const renderSample = <K extends MessageTemplate>(
  template: K,
  {
    locale,
    clinic,
    phone,
    publicUrl,
  }: { locale: MessageLocale; clinic: string; phone?: string; publicUrl: string },
) => {
  const { params, secrets } = sampleOf(template);
  const common = { name: reader, clinic, ...given({ phone }) };
  return render({ template, locale, params, secrets, common }, publicUrl);
};

/** The texts themselves, with invented facts. */
export const createTextsService = ({ publicUrl, clinics }: Deps) => ({
  templates: (): Promise<ViewOf<typeof MessageTemplateInfo>[]> =>
    Promise.resolve(
      messageTemplates.map((key) => {
        const { sms } = renderSample(key, { locale: 'pt-BR', clinic: '', publicUrl });
        return {
          key,
          hasSecret: hasSecret(key),
          channels: sms === undefined ? ['email'] : ['email', 'sms'],
        };
      }),
    ),

  preview: async (
    actor: Actor,
    key: MessageTemplate,
    locale: MessageLocale,
  ): Promise<ViewOf<typeof MessagePreview>> => {
    const { name, phone } = await clinics.senderOf(actor.clinicId, undefined);
    const sample = renderSample(key, { locale, clinic: name, publicUrl, ...given({ phone }) });
    const { subject, text, html, sms } = sample;
    return {
      key,
      locale,
      subject,
      text: covered(text),
      html: coveredHtml(html),
      ...given({ sms: sms === undefined ? undefined : covered(sms) }),
    };
  },
});
export type TextsService = ReturnType<typeof createTextsService>;
